@NullMarked
package io.amser.discord.server;

import org.jspecify.annotations.NullMarked;
