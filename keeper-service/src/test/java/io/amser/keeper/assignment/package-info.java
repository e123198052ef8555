@NullMarked
package io.amser.keeper.assignment;

import org.jspecify.annotations.NullMarked;
