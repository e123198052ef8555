/**
 * What the chain says, in tables: the read model that every service keeps in its own database.
 *
 * <p>{@link io.amser.eventlog.readmodel.ReadModel} applies a batch of the log inside the caller's transaction. Each event
 * belongs to one stream, the events of one state. Which of them stand on the canonical chain is kept in the table
 * {@code history}: an event that is there already, or a retraction of one that is not, changes nothing, so that repeats are
 * harmless and a branch of the chain may leave and come back. A state is the fold of its stream: new events are folded onto
 * the stored state, and a retraction folds the whole stream again from what is left.
 *
 * <p>Deciding is pure ({@link io.amser.eventlog.readmodel.Presence}, {@link io.amser.eventlog.readmodel.Folding}). The SQL
 * around it costs two round trips per batch, whatever its size: one records what is present and loads every state that the
 * batch touches, one stores what the states became. A batch with retractions reads the streams that they touch first.
 *
 * <p>Streams do not know each other, because events of different contracts arrive in any order.
 */
@NullMarked
package io.amser.eventlog.readmodel;

import org.jspecify.annotations.NullMarked;
