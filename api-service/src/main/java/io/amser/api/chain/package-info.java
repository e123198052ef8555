/** Questions that only the chain itself can answer. */
@NullMarked
package io.amser.api.chain;

import org.jspecify.annotations.NullMarked;
