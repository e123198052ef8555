/** The keeper's key, behind an interface that only signs. */
@NullMarked
package io.amser.keeper.key;

import org.jspecify.annotations.NullMarked;
