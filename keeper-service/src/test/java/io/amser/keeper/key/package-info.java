@NullMarked
package io.amser.keeper.key;

import org.jspecify.annotations.NullMarked;
