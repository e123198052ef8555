/** Counting and telling callers apart, without I/O. */
@NullMarked
package io.amser.api.limit;

import org.jspecify.annotations.NullMarked;
