/**
 * What it costs to ask whether a wallet may enter, beside the look-up alone, and whether it costs more among many.
 *
 * <p>The API runs as the process that it always is. The peer is pgbench, which asks the same database the API's own statement,
 * prepared, over as many connections. The load comes from one thread on raw sockets.
 */
@NullMarked
package io.amser.bench.authcheck;

import org.jspecify.annotations.NullMarked;
