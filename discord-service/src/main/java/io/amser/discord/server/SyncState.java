package io.amser.discord.server;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the roles of a server are what they should be.
 *
 * @param linkedMembers who have linked a wallet and are there
 * @param rolesGiven by us, and still there
 * @param contested roles that somebody else takes away again and again, which we no longer give
 * @param pending members who are to be looked at
 * @param oldestPending since when the one has waited who waits longest
 */
record SyncState(long linkedMembers, long rolesGiven, long contested, long pending, Optional<Instant> oldestPending) {
    static final SyncState NOTHING = new SyncState(0, 0, 0, 0, Optional.empty());
}
