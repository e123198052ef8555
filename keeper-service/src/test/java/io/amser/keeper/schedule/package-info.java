@NullMarked
package io.amser.keeper.schedule;

import org.jspecify.annotations.NullMarked;
