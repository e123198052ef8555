/**
 * The whole platform on this machine: PostgreSQL, Kafka, a chain with the contracts on it, and the five services as separate processes.
 *
 * <p>{@code ./amser up} keeps one running for people; {@code ./amser demo}, the acceptance tests and the benchmarks start their own on free ports.
 */
@NullMarked
package io.amser.devstack.platform;

import org.jspecify.annotations.NullMarked;
