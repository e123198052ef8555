/** The life of the service: configuration, start, standby, outages, health and metrics. */
@NullMarked
package io.amser.indexer.running;

import org.jspecify.annotations.NullMarked;
