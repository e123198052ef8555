/** Charging where the log cannot be trusted to be whole: the chain is asked instead. */
@NullMarked
package io.amser.keeper.incomplete;

import org.jspecify.annotations.NullMarked;
