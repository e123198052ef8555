/** What a keeper could charge now, for anyone who runs one. */
@NullMarked
package io.amser.api.due;

import org.jspecify.annotations.NullMarked;
