/** Discord's numbers for what it knows, each of a type of its own. */
@NullMarked
package io.amser.discord.snowflake;

import org.jspecify.annotations.NullMarked;
