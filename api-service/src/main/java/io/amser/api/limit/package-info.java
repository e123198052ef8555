/** How much one caller may ask: counted in memory by each replica for itself, by key, merchant or address. */
@NullMarked
package io.amser.api.limit;

import org.jspecify.annotations.NullMarked;
