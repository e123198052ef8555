@NullMarked
package io.amser.eventlog.clock;

import org.jspecify.annotations.NullMarked;
