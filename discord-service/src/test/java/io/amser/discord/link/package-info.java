@NullMarked
package io.amser.discord.link;

import org.jspecify.annotations.NullMarked;
