/**
 * The roles that we gave. No other role is ever taken, so an intent stands here before Discord is asked: whatever a process that
 * died had asked for is known as ours.
 */
@NullMarked
package io.amser.discord.role.ledger;

import org.jspecify.annotations.NullMarked;
