/** Decisions without I/O. */
@NullMarked
package io.amser.api.authorization;

import org.jspecify.annotations.NullMarked;
