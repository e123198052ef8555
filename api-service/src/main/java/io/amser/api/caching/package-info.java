/** Answers that a caller already has are not sent again: validators, and the comparison with what the caller names. */
@NullMarked
package io.amser.api.caching;

import org.jspecify.annotations.NullMarked;
