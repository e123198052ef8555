/** What the indexer asks of a chain, whoever answers. */
@NullMarked
package io.amser.indexer.chain;

import org.jspecify.annotations.NullMarked;
