/** Merchants with a server at Discord, and the people on it who subscribe. */
@NullMarked
package io.amser.acceptance.club;

import org.jspecify.annotations.NullMarked;
