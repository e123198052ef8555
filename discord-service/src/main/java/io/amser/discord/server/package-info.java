/** Merchants' servers: how the bot gets there, which plan gives which role, and how all of it stands. */
@NullMarked
package io.amser.discord.server;

import org.jspecify.annotations.NullMarked;
