/** How the platform fares, for anyone. */
@NullMarked
package io.amser.api.status;

import org.jspecify.annotations.NullMarked;
