@NullMarked
package io.amser.acceptance.alone;

import org.jspecify.annotations.NullMarked;
