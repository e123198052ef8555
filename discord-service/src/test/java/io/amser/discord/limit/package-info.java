@NullMarked
package io.amser.discord.limit;

import org.jspecify.annotations.NullMarked;
