/** Decisions without I/O. */
@NullMarked
package io.amser.api.freshness;

import org.jspecify.annotations.NullMarked;
