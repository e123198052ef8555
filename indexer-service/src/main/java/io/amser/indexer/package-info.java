/** Reads the chain and writes its events to the log, once each and in order. */
@NullMarked
package io.amser.indexer;

import org.jspecify.annotations.NullMarked;
