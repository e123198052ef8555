/**
 * What has to be charged and when: rows derived from the log of events, with the keeper's own notes of when to try next.
 *
 * <p>{@link io.amser.keeper.schedule.DueProjection} writes the rows in the transaction that moves the position in the log;
 * {@link io.amser.keeper.schedule.DueCharges} hands them out under leases.
 */
@NullMarked
package io.amser.keeper.schedule;

import org.jspecify.annotations.NullMarked;
