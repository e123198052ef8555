/** Benchmarks, each with its peer and its limit in the same run. */
@NullMarked
package io.amser.bench;

import org.jspecify.annotations.NullMarked;
