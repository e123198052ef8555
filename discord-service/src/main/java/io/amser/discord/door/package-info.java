/** The one way in: from the API. */
@NullMarked
package io.amser.discord.door;

import org.jspecify.annotations.NullMarked;
