/** Jobs that run for as long as the service does. */
@NullMarked
package io.amser.keeper.repetition;

import org.jspecify.annotations.NullMarked;
