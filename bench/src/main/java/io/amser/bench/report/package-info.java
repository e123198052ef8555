/** The page on which the figures of all benchmarks stand. */
@NullMarked
package io.amser.bench.report;

import org.jspecify.annotations.NullMarked;
