/**
 * What a caller reads when a request cannot be answered: RFC 9457 problems with a code that never changes its meaning.
 */
@NullMarked
package io.amser.api.problem;

import org.jspecify.annotations.NullMarked;
