/**
 * Whom to look at: all that an event, a link, a mapping or a moment of chain time does about roles is to leave a wish here.
 *
 * <p>Whoever follows a wish reads then what should be so, whatever was the reason to look. So it does not matter in which order
 * wishes come, how many there are for one member, and how often they are left.
 */
@NullMarked
package io.amser.discord.role.wish;

import org.jspecify.annotations.NullMarked;
