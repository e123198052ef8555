@NullMarked
package io.amser.keeper.charging;

import org.jspecify.annotations.NullMarked;
