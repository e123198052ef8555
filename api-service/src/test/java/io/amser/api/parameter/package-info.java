/** Decisions without I/O. */
@NullMarked
package io.amser.api.parameter;

import org.jspecify.annotations.NullMarked;
