/** Reading the chain and writing the log, by the indexer's own parts and by the peer that it is measured beside. */
@NullMarked
package io.amser.bench.reading;

import org.jspecify.annotations.NullMarked;
