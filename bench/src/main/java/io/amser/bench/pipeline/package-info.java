/**
 * How fast events that are already on the chain reach a service's tables, and how much memory that takes.
 *
 * <p>The indexer's and the log's own classes run here, a service runs as the process that it always is. The peer reads the
 * same ranges of blocks and does nothing with them.
 */
@NullMarked
package io.amser.bench.pipeline;

import org.jspecify.annotations.NullMarked;
