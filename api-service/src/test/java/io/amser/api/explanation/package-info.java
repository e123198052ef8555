/** Decisions without I/O. */
@NullMarked
package io.amser.api.explanation;

import org.jspecify.annotations.NullMarked;
