package io.amser.discord.role.sync;

import io.amser.discord.role.ledger.Basis;
import io.amser.discord.role.ledger.Condition;
import io.amser.discord.role.ledger.RoleGrant;
import io.amser.discord.role.sync.Step.Contest;
import io.amser.discord.role.sync.Step.Forget;
import io.amser.discord.role.sync.Step.Give;
import io.amser.discord.role.sync.Step.Keep;
import io.amser.discord.role.sync.Step.Take;
import io.amser.discord.snowflake.RoleId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What to do about one role.
 *
 * @param faults roles that Discord does not let us change
 * @param has the roles that the member has; empty if we have not looked
 */
record OneRole(Set<RoleId> faults, Optional<Set<RoleId>> has) {
    static final Choice NOTHING = new Choice(false, Optional.empty());
    private static final Choice LOOK = new Choice(true, Optional.empty());

    /** @param look whether we have to look at the member first */
    record Choice(boolean look, Optional<Step> step) {
        boolean asksForAnyOf(Set<RoleId> roles) {
            return step.filter(Step::asksDiscord)
                    .map(Step::role)
                    .filter(roles::contains)
                    .isPresent();
        }
    }

    Choice wanted(RoleId role, Basis basis, Optional<RoleGrant> ours) {
        return ours.map(grant -> wanted(role, basis, grant)).orElseGet(() -> newcomer(role, basis));
    }

    /** What he has already, somebody else gave him: it is not ours to take one day. */
    private Choice newcomer(RoleId role, Basis basis) {
        if (faults.contains(role)) {
            return NOTHING;
        }
        return ifLooked(() -> isThere(role) ? NOTHING : give(role, basis, 0));
    }

    private Choice wanted(RoleId role, Basis basis, RoleGrant grant) {
        var paidSince = basis.isNewerThan(grant.basis());
        return switch (grant.condition()) {
            case GRANTING, TAKING ->
                ifLooked(() ->
                        isThere(role) ? keep(role, basis, grant.undone(), true) : give(role, basis, grant.undone()));
            case GRANTED -> held(role, basis, grant, paidSince);
            case CONTESTED -> paidSince && !faults.contains(role) ? contested(role, basis, grant) : NOTHING;
        };
    }

    private Choice held(RoleId role, Basis basis, RoleGrant grant, boolean paidSince) {
        if (!looked() || isThere(role)) {
            return paidSince ? keep(role, basis, 0, false) : NOTHING;
        }
        var undone = paidSince ? 1 : grant.undone() + 1;
        return undone < SyncDecision.MOST_UNDONE
                ? give(role, basis, undone)
                : choice(new Contest(new RoleGrant(role, Condition.CONTESTED, Optional.of(basis), undone)));
    }

    /** A payment gives it another chance; if it is there by now, somebody else gave it. */
    private Choice contested(RoleId role, Basis basis, RoleGrant grant) {
        return ifLooked(() -> isThere(role) ? choice(new Forget(grant)) : give(role, basis, 0));
    }

    Choice unwanted(Optional<RoleGrant> ours) {
        return ours.map(grant -> switch (grant.condition()) {
                    case GRANTING, TAKING -> ifLooked(() -> takeOrForget(grant));
                    case GRANTED -> looked() ? takeOrForget(grant) : choice(new Take(grant));
                    case CONTESTED -> choice(new Forget(grant));
                })
                .orElse(NOTHING);
    }

    private Choice takeOrForget(RoleGrant grant) {
        return choice(isThere(grant.role()) ? new Take(grant) : new Forget(grant));
    }

    private Choice ifLooked(Supplier<Choice> choice) {
        return looked() ? choice.get() : LOOK;
    }

    private boolean looked() {
        return has.isPresent();
    }

    private boolean isThere(RoleId role) {
        return has.orElseThrow().contains(role);
    }

    private static Choice give(RoleId role, Basis basis, int undone) {
        return choice(new Give(role, basis, undone));
    }

    private static Choice keep(RoleId role, Basis basis, int undone, boolean news) {
        return choice(new Keep(role, basis, undone, news));
    }

    private static Choice choice(Step step) {
        return new Choice(false, Optional.of(step));
    }
}
