@NullMarked
package io.amser.discord.problem;

import org.jspecify.annotations.NullMarked;
