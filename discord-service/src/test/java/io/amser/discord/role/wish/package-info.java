@NullMarked
package io.amser.discord.role.wish;

import org.jspecify.annotations.NullMarked;
