/** Keepers in a busy minute: how long after it is due a charge stands in a block, what it costs, and what was sent in vain. */
@NullMarked
package io.amser.bench.keeper;

import org.jspecify.annotations.NullMarked;
