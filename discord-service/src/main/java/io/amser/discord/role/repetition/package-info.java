/** Jobs that run as long as the service does. */
@NullMarked
package io.amser.discord.role.repetition;

import org.jspecify.annotations.NullMarked;
