package io.amser.discord.role.sync;

import io.amser.discord.role.ledger.Basis;
import io.amser.discord.role.ledger.RoleGrant;
import io.amser.discord.role.standing.Desired;
import io.amser.discord.snowflake.RoleId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What to do about a member's roles, and whether we have to know first which he has. */
sealed interface SyncDecision {
    /** So often a role is given again to whom somebody takes it, before it is left to them. */
    int MOST_UNDONE = 3;

    /** Nothing is given to whom we have not looked at: what he has already, somebody else gave him. */
    record Look() implements SyncDecision {}

    /**
     * What is to be done.
     *
     * @param steps what is taken comes first
     */
    record Act(List<Step> steps) implements SyncDecision {}

    /**
     * Compares what he should have with what we gave him.
     *
     * @param bases what a role that he should have would be given for
     * @param faults roles that Discord does not let us change
     * @param has the roles that he has; empty if we have not looked
     */
    static SyncDecision decide(
            Desired desired,
            Map<RoleId, Basis> bases,
            Collection<RoleGrant> ledger,
            Set<RoleId> faults,
            Optional<Set<RoleId>> has) {
        var ours = ledger.stream().collect(Collectors.toUnmodifiableMap(RoleGrant::role, Function.identity()));
        var roles = new TreeSet<RoleId>(Comparator.comparing(RoleId::value));
        roles.addAll(desired.roles().keySet());
        roles.addAll(ours.keySet());
        var one = new OneRole(faults, has);
        var choices = roles.stream()
                .map(role -> {
                    var grant = Optional.ofNullable(ours.get(role));
                    return switch (desired.of(role).answer()) {
                        case YES -> one.wanted(role, Objects.requireNonNull(bases.get(role)), grant);
                        case NO -> one.unwanted(grant);
                        case UNSURE -> OneRole.NOTHING;
                    };
                })
                .filter(choice -> !choice.asksForAnyOf(faults))
                .toList();
        return choices.stream().anyMatch(OneRole.Choice::look)
                ? new Look()
                : new Act(Stream.concat(
                                steps(choices).filter(step -> step instanceof Step.Take),
                                steps(choices).filter(step -> !(step instanceof Step.Take)))
                        .toList());
    }

    private static Stream<Step> steps(Collection<OneRole.Choice> choices) {
        return choices.stream().flatMap(choice -> choice.step().stream());
    }
}
