@NullMarked
package io.amser.bench.reading;

import org.jspecify.annotations.NullMarked;
