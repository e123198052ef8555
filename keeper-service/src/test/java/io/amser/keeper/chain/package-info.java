@NullMarked
package io.amser.keeper.chain;

import org.jspecify.annotations.NullMarked;
