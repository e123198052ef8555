@NullMarked
package io.amser.bench.keeper;

import org.jspecify.annotations.NullMarked;
