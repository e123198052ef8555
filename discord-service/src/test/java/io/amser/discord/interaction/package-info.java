@NullMarked
package io.amser.discord.interaction;

import org.jspecify.annotations.NullMarked;
