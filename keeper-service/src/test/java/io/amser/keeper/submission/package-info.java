@NullMarked
package io.amser.keeper.submission;

import org.jspecify.annotations.NullMarked;
