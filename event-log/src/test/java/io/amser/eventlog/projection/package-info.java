@NullMarked
package io.amser.eventlog.projection;

import org.jspecify.annotations.NullMarked;
