package io.amser.discord.role.sync;

import io.amser.discord.role.ledger.Basis;
import io.amser.discord.role.ledger.RoleGrant;
import io.amser.discord.snowflake.RoleId;

/** Something to do about one role of one member. */
sealed interface Step {
    RoleId role();

    default boolean asksDiscord() {
        return switch (this) {
            case Give _, Take _ -> true;
            case Keep _, Contest _, Forget _ -> false;
        };
    }

    /** Asks Discord to give it. */
    record Give(RoleId role, Basis basis, int undone) implements Step {}

    /** Asks Discord to take it. */
    record Take(RoleGrant grant) implements Step {
        @Override
        public RoleId role() {
            return grant.role();
        }
    }

    /** Discord has done what was asked for before we could write it down, or a new payment carries the role: only noted. */
    record Keep(RoleId role, Basis basis, int undone, boolean news) implements Step {}

    /** Leaves it to whoever keeps removing it. */
    record Contest(RoleGrant grant) implements Step {
        @Override
        public RoleId role() {
            return grant.role();
        }
    }

    /** The member does not have it any more: only noted. */
    record Forget(RoleGrant grant) implements Step {
        @Override
        public RoleId role() {
            return grant.role();
        }
    }
}
