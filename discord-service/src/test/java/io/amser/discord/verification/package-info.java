@NullMarked
package io.amser.discord.verification;

import org.jspecify.annotations.NullMarked;
