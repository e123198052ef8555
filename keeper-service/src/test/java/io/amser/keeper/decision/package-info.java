@NullMarked
package io.amser.keeper.decision;

import org.jspecify.annotations.NullMarked;
