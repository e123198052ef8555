/**
 * Which node deserves to be asked: pure decisions over what each of them did and showed.
 *
 * <p>A node that fails rests and is tried again for ever. All nodes are looked at side by side now and then; one that lags
 * behind the others, stands still, or shows a branch that most of them do not is left until it shows what they do.
 */
@NullMarked
package io.amser.indexer.rpc.health;

import org.jspecify.annotations.NullMarked;
