/** Whether the bot is on a server: what follows when it is removed, and when it is back. */
@NullMarked
package io.amser.discord.role.presence;

import org.jspecify.annotations.NullMarked;
