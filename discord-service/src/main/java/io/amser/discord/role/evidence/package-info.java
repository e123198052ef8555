/** Why somebody has a role or has it not, for himself and for the merchant. */
@NullMarked
package io.amser.discord.role.evidence;

import org.jspecify.annotations.NullMarked;
