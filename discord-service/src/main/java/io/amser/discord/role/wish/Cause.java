package io.amser.discord.role.wish;

import io.amser.discord.limit.Lane;

/** Why to look at a member. It decides nothing but who is looked at first, and how closely. */
public enum Cause {
    PAID(Lane.GRANT, false),
    RESUMED(Lane.GRANT, false),
    STOPPED(Lane.REVOKE, false),
    LAPSED(Lane.REVOKE, false),
    /** A reorganisation took events back. */
    TAKEN_BACK(Lane.REVOKE, false),
    LINKED(Lane.GRANT, true),
    UNLINKED(Lane.REVOKE, false),
    /** The member asks how things stand. */
    ASKED(Lane.GRANT, true),
    MAPPED(Lane.GRANT, false),
    UNMAPPED(Lane.REVOKE, false),
    DISCONNECTED(Lane.REVOKE, false),
    /** What stood in the way is gone. */
    HEALED(Lane.REPAIR, true),
    RECONCILED(Lane.REPAIR, true);

    private final Lane lane;
    private final boolean look;

    Cause(Lane lane, boolean look) {
        this.lane = lane;
        this.look = look;
    }

    /** As tables have it: the lower, the earlier. */
    short lane() {
        return switch (lane) {
            case REVOKE -> 0;
            case GRANT -> 1;
            case REPAIR -> 2;
        };
    }

    /** Whether Discord is asked how things stand, whatever we believe. */
    boolean look() {
        return look;
    }
}
