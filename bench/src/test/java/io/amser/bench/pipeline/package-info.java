@NullMarked
package io.amser.bench.pipeline;

import org.jspecify.annotations.NullMarked;
