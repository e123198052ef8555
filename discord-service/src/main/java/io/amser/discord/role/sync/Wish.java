package io.amser.discord.role.sync;

import io.amser.discord.limit.Lane;
import io.amser.discord.role.wish.Cause;
import io.amser.discord.snowflake.UserId;

/**
 * Somebody to look at.
 *
 * @param look whether to ask Discord which roles he has, whatever we believe
 * @param version as it was when it was read: another one has to be followed again
 */
record Wish(UserId user, boolean look, long version, int attempts, Cause cause) {

    boolean reconciles() {
        return cause == Cause.RECONCILED;
    }

    Lane lane(Lane ordinary) {
        return reconciles() ? Lane.REPAIR : ordinary;
    }
}
