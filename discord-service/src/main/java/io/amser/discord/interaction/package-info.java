/** What Discord sends us when a member uses a command. */
@NullMarked
package io.amser.discord.interaction;

import org.jspecify.annotations.NullMarked;
