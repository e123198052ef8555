/**
 * What somebody should have: a pure function of what the log and the chain say about his wallets, of what plans give, and of chain
 * time. Events, reconciliation and `/why` all ask it, so that they never disagree.
 */
@NullMarked
package io.amser.discord.role.standing;

import org.jspecify.annotations.NullMarked;
