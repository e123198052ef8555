/**
 * How fast charges reach merchants' servers, and whether sick servers slow down healthy ones.
 *
 * <p>webhook-service runs as the process that it always is; merchants' servers run here. The peer posts what the service
 * has posted, from memory, to the same server.
 */
@NullMarked
package io.amser.bench.webhooks;

import org.jspecify.annotations.NullMarked;
