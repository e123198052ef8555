@NullMarked
package io.amser.eventlog.publishing;

import org.jspecify.annotations.NullMarked;
