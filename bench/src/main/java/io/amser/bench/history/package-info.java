/** Years of billing on a local chain, for benchmarks to read. */
@NullMarked
package io.amser.bench.history;

import org.jspecify.annotations.NullMarked;
