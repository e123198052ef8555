/**
 * What follows from chain time alone: paid access ends, and nothing in the log says so. Whoever is due is looked at as the head
 * advances, and once more if a reorganisation moves the time back behind it.
 */
@NullMarked
package io.amser.discord.role.lapse;

import org.jspecify.annotations.NullMarked;
