/**
 * Chain in, log out: the service that follows one chain and publishes what happened in our contracts, each event exactly once.
 *
 * <p>{@link io.amser.indexer.chain} says what we ask of a chain and {@link io.amser.indexer.rpc} asks it over JSON-RPC.
 * {@link io.amser.indexer.place} is what the indexer must remember: it has no database, its place stands in Kafka beside the
 * events. {@link io.amser.indexer.backfill} reads what is final in ranges, {@link io.amser.indexer.follow} the newest blocks
 * one by one, reorganisations included. {@link io.amser.indexer.running} starts all that, takes over from a predecessor and
 * gives way to a successor; {@link io.amser.indexer.verify} compares chain and log again on demand.
 */
@NullMarked
package io.amser.indexer;

import org.jspecify.annotations.NullMarked;
