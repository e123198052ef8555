@NullMarked
package io.amser.bench.lag;

import org.jspecify.annotations.NullMarked;
