/** What to do about each window that is due: pure functions of what the chain says. */
@NullMarked
package io.amser.keeper.decision;

import org.jspecify.annotations.NullMarked;
