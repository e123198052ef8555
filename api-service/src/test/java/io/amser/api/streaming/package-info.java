/** Decisions without I/O. */
@NullMarked
package io.amser.api.streaming;

import org.jspecify.annotations.NullMarked;
