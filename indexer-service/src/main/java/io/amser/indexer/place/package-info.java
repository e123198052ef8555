/** What the indexer remembers between two transactions, and how it stands in Kafka. */
@NullMarked
package io.amser.indexer.place;

import org.jspecify.annotations.NullMarked;
