package io.amser.discord.role.ledger;

import io.amser.discord.snowflake.RoleId;
import java.util.Optional;

/**
 * A role that is ours.
 *
 * @param basis empty in a row of which nothing better is known
 * @param undone how often somebody else has removed it since the last payment
 */
public record RoleGrant(RoleId role, Condition condition, Optional<Basis> basis, int undone) {

    public RoleGrant as(Condition other) {
        return new RoleGrant(role, other, basis, undone);
    }

    public boolean is(Condition one) {
        return condition == one;
    }
}
