@NullMarked
package io.amser.eventlog.wire;

import org.jspecify.annotations.NullMarked;
