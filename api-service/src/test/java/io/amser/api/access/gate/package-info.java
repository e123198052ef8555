/** Decisions without I/O. */
@NullMarked
package io.amser.api.access.gate;

import org.jspecify.annotations.NullMarked;
