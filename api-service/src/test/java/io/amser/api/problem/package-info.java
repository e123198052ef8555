/** Decisions without I/O. */
@NullMarked
package io.amser.api.problem;

import org.jspecify.annotations.NullMarked;
