@NullMarked
package io.amser.keeper.source;

import org.jspecify.annotations.NullMarked;
