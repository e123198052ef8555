@NullMarked
package io.amser.bench.figure;

import org.jspecify.annotations.NullMarked;
