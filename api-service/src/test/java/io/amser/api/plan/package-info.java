/** Decisions without I/O. */
@NullMarked
package io.amser.api.plan;

import org.jspecify.annotations.NullMarked;
