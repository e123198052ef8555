@NullMarked
package io.amser.discord.role.standing;

import org.jspecify.annotations.NullMarked;
