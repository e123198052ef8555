/**
 * Bringing members' roles in line with what should be.
 *
 * <p>The replica that holds a server's turn follows its wishes one after the other: it reads what a member should have, compares
 * that with the ledger ({@link io.amser.discord.role.sync.SyncDecision}), asks Discord for what differs and writes down what came
 * of it. A wish goes when nobody has renewed it meanwhile. What Discord refuses becomes a state that reconciliation looks at again,
 * and is not repeated.
 */
@NullMarked
package io.amser.discord.role.sync;

import org.jspecify.annotations.NullMarked;
