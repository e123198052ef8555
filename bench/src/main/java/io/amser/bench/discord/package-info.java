/** How soon Discord's roles follow the log, within Discord's limits. */
@NullMarked
package io.amser.bench.discord;

import org.jspecify.annotations.NullMarked;
