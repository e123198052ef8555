@NullMarked
package io.amser.discord.role.sync;

import org.jspecify.annotations.NullMarked;
