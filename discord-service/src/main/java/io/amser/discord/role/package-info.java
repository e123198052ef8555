/** Who has which role at Discord, and why. */
@NullMarked
package io.amser.discord.role;

import org.jspecify.annotations.NullMarked;
