/** Decisions without I/O. */
@NullMarked
package io.amser.api.access;

import org.jspecify.annotations.NullMarked;
