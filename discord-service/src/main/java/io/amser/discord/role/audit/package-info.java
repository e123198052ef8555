/** What was done about roles, with the reason in words that a moderator understands. */
@NullMarked
package io.amser.discord.role.audit;

import org.jspecify.annotations.NullMarked;
