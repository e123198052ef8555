@NullMarked
package io.amser.keeper.journal;

import org.jspecify.annotations.NullMarked;
