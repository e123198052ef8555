@NullMarked
package io.amser.keeper.forecast;

import org.jspecify.annotations.NullMarked;
