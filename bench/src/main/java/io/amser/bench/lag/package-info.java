/** How long after a block its events can be read. */
@NullMarked
package io.amser.bench.lag;

import org.jspecify.annotations.NullMarked;
