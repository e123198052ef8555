@NullMarked
package io.amser.eventlog;

import org.jspecify.annotations.NullMarked;
