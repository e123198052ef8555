@NullMarked
package io.amser.discord.role.evidence;

import org.jspecify.annotations.NullMarked;
