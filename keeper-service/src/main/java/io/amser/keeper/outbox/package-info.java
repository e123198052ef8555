/**
 * Events that the keeper makes itself: stored in the transaction that makes them, published by whichever replica comes first.
 *
 * <p>A crash between the broker's word and ours publishes an event a second time, under the same id; nothing else does.
 */
@NullMarked
package io.amser.keeper.outbox;

import org.jspecify.annotations.NullMarked;
