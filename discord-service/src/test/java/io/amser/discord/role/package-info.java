/** What the tests about roles share. */
@NullMarked
package io.amser.discord.role;

import org.jspecify.annotations.NullMarked;
