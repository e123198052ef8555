/** Which contracts a merchant has. */
@NullMarked
package io.amser.api.module;

import org.jspecify.annotations.NullMarked;
