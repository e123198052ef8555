/** What can be wrong with requests about Discord. */
@NullMarked
package io.amser.discord.problem;

import org.jspecify.annotations.NullMarked;
