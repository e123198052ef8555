/** How fast an indexer that starts anew catches up with a chain, near by, far away, and where it may not ask often. */
@NullMarked
package io.amser.bench.indexer;

import org.jspecify.annotations.NullMarked;
