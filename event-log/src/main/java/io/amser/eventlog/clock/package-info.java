/**
 * The time by which a service answers: that of the newest block whose records it has applied in full.
 */
@NullMarked
package io.amser.eventlog.clock;

import org.jspecify.annotations.NullMarked;
