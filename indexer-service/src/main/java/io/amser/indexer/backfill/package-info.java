/** Reading what is final: ranges of blocks, several in flight, published strictly in order. */
@NullMarked
package io.amser.indexer.backfill;

import org.jspecify.annotations.NullMarked;
