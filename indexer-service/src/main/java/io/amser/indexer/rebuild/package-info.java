/**
 * A read model built anew from the chain, beside the one that a service answers from, and what differs between them.
 *
 * <p>Both have to stand at one block. Final blocks are read first, because that takes long and they stay. Then a snapshot
 * of the service's tables is taken, at a moment when they hold exactly what the newest published head tells; the blocks
 * from the final ones to that head are read by their hashes; and all comparing happens in that snapshot.
 */
@NullMarked
package io.amser.indexer.rebuild;

import org.jspecify.annotations.NullMarked;
