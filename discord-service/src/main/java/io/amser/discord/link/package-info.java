/**
 * Which wallets belong to which Discord user. A wallet has one user: whoever proves it last; a user may have several wallets.
 * Every change leaves a wish to look at whom it concerns, in its own transaction, so that what was paid before the link counts.
 */
@NullMarked
package io.amser.discord.link;

import org.jspecify.annotations.NullMarked;
