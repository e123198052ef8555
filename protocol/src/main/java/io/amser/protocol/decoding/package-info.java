/**
 * From the chain's logs to events.
 *
 * <p>{@link io.amser.protocol.decoding.LoggedEvent} spells the signature of every event that we read, names and all; the
 * build fails when one differs from the contracts'. {@link io.amser.protocol.decoding.EventDecoder} reads the 32-byte words
 * by these signatures, without the detour over generic ABI types, because a backfill decodes millions of logs. Only
 * contracts in {@link io.amser.protocol.decoding.KnownContracts} are listened to: anyone can emit a look-alike.
 */
@NullMarked
package io.amser.protocol.decoding;

import org.jspecify.annotations.NullMarked;
