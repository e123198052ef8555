@NullMarked
package io.amser.keeper.status;

import org.jspecify.annotations.NullMarked;
