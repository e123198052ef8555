/**
 * The topics that the platform writes: names, partitions and settings, created before anyone uses them.
 */
@NullMarked
package io.amser.eventlog.topic;

import org.jspecify.annotations.NullMarked;
