/** What the indexer counts, for operators. */
@NullMarked
package io.amser.indexer.metrics;

import org.jspecify.annotations.NullMarked;
