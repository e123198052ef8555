/** The compiled contracts and their Java wrappers. */
@NullMarked
package io.amser.contracts;

import org.jspecify.annotations.NullMarked;
