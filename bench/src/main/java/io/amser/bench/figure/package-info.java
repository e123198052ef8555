/** What a benchmark finds out, and how people and machines read it. */
@NullMarked
package io.amser.bench.figure;

import org.jspecify.annotations.NullMarked;
