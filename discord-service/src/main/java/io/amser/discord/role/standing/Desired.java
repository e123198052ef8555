package io.amser.discord.role.standing;

import io.amser.discord.snowflake.RoleId;
import io.amser.protocol.ChainTime;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one user should have at one server, and why.
 *
 * @param roles what is known about each role that a plan gives there
 * @param nextChange when chain time alone will change something; empty if it never does
 * @param lastChange when it last did: a chain that goes back behind it changes it again
 */
public record Desired(Map<RoleId, Standing> roles, Optional<ChainTime> nextChange, Optional<ChainTime> lastChange) {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    public Desired {
        roles = Map.copyOf(roles);
    }

    /**
     * Whether a role should be there.
     *
     * @param evidence the strongest first
     */
    public record Standing(Answer answer, List<Evidence> evidence) {
        static final Standing NOT_GIVEN = new Standing(Answer.NO, List.of());

        static Standing of(Collection<Evidence> evidence) {
            var sorted = evidence.stream().sorted(Evidence.STRENGTH).toList();
            var answer =
                    sorted.isEmpty() ? Answer.NO : sorted.getFirst().finding().answer();
            return new Standing(answer, sorted);
        }

        /** Empty if no plan gives the role, or no wallet is linked. */
        public Optional<Evidence> strongest() {
            return evidence.stream().findFirst();
        }
    }

    public static Desired of(Collection<Mapping> mappings, Collection<Claim> claims, ChainTime now) {
        var roles = mappings.stream()
                .collect(Collectors.groupingBy(
                        Mapping::role,
                        Collectors.flatMapping(
                                mapping -> evidence(mapping, claims, now),
                                Collectors.collectingAndThen(Collectors.toList(), Standing::of))));
        return new Desired(
                roles,
                changes(roles, Finding.PAID).filter(now::isBefore).min(ChainTime::compareTo),
                changes(roles, Finding.LAPSED).max(ChainTime::compareTo));
    }

    /** A role that no plan gives is nobody's. */
    public Standing of(RoleId role) {
        return roles.getOrDefault(role, Standing.NOT_GIVEN);
    }

    private static Stream<Evidence> evidence(Mapping mapping, Collection<Claim> claims, ChainTime now) {
        return claims.stream()
                .filter(claim -> claim.plan().equals(mapping.plan()))
                .flatMap(claim -> Evidence.of(mapping, claim, now));
    }

    /** The first second without access. */
    private static Stream<ChainTime> changes(Map<RoleId, Standing> roles, Finding finding) {
        return roles.values().stream()
                .map(Standing::evidence)
                .flatMap(List::stream)
                .filter(e -> e.finding() == finding)
                .flatMap(e -> e.until().stream())
                .map(until -> until.plus(MOMENT));
    }
}
