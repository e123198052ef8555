package io.amser.indexer.rpc.health;

import io.amser.indexer.rpc.health.Standing.Behind;
import io.amser.indexer.rpc.health.Standing.Forked;
import io.amser.indexer.rpc.health.Standing.Sound;
import io.amser.indexer.rpc.health.Standing.Stale;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks at the nodes side by side, round by round.
 *
 * @param blocksTolerated a node may be so many blocks behind the others
 * @param roundsToGiveUp a node that was not sound for so many rounds is no longer waited for
 */
public record Comparison(long blocksTolerated, int roundsToGiveUp) {
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(30);

    private static final BlockNumber NONE = new BlockNumber(0);

    /** From so many nodes on, a block that only one of them has seen is no measure for the others. */
    private static final int ENOUGH_FOR_A_WITNESS = 3;

    /**
     * A node after a round.
     *
     * @param answered whether it showed its newest block in this round
     * @param round all nodes that did; if none did, the round says nothing
     * @param othersAreAwaited whether there are other nodes that are not given up
     */
    public NodeHealth after(
            NodeHealth one, boolean answered, List<NodeHealth> round, boolean othersAreAwaited, Instant now) {
        if (round.isEmpty()) {
            return one;
        }
        if (!answered || (othersAreAwaited && isOutcast(one, round))) {
            return one.missed(one.standing());
        }
        return one.sighting()
                .map(sighting -> standing(sighting, round, now))
                .filter(standing -> !(standing instanceof Sound))
                .map(one::missed)
                .orElseGet(one::sound);
    }

    /** Nothing clears a node of a fork but that another one votes as it does: not time, and not the others' silence. */
    private static boolean isOutcast(NodeHealth one, List<NodeHealth> round) {
        return one.standing() instanceof Forked
                && one.sighting().flatMap(Sighting::vote).stream()
                        .allMatch(vote -> votes(round).filter(vote::equals).count() < 2);
    }

    /** How a node stands beside all that took part in the round, itself among them. */
    private Standing standing(Sighting one, List<NodeHealth> round, Instant now) {
        var majority = majority(votes(round).toList());
        if (!agrees(one, majority)) {
            return new Forked();
        }
        var credible = sightings(round.stream().filter(other -> !isOutcast(other, round)))
                .filter(other -> majority.isPresent() ? agrees(other, majority) : mayAgree(one, other))
                .toList();
        var behind = measure(credible).value() - one.head().value();
        if (behind > blocksTolerated) {
            return new Behind(behind);
        }
        return isStale(one, credible) || isLeftAlone(one, round, now) ? new Stale() : new Sound();
    }

    /** Of two that have different blocks, neither is a measure for the other. */
    private static boolean mayAgree(Sighting one, Sighting other) {
        return one.vote().isEmpty() || other.vote().isEmpty() || one.vote().equals(other.vote());
    }

    private static Stream<Sighting> sightings(Stream<NodeHealth> nodes) {
        return nodes.flatMap(node -> node.sighting().stream());
    }

    private static Stream<BlockHash> votes(List<NodeHealth> round) {
        return sightings(round.stream()).flatMap(sighting -> sighting.vote().stream());
    }

    private static boolean agrees(Sighting one, Optional<BlockHash> majority) {
        return majority.isEmpty() || one.vote().isEmpty() || one.vote().equals(majority);
    }

    /** The block that more than half of those that voted have, and two at least. */
    private static Optional<BlockHash> majority(List<BlockHash> votes) {
        return votes.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .filter(votesFor -> votesFor.getValue() > 1 && 2 * votesFor.getValue() > votes.size())
                .map(votesFor -> votesFor.getKey())
                .findFirst();
    }

    private static BlockNumber measure(List<Sighting> credible) {
        var heads = credible.stream()
                .map(Sighting::head)
                .sorted(Comparator.reverseOrder())
                .toList();
        return heads.isEmpty() ? NONE : heads.get(heads.size() >= ENOUGH_FOR_A_WITNESS ? 1 : 0);
    }

    private static boolean isStale(Sighting one, List<Sighting> credible) {
        var wentDown = one.head().compareTo(one.highest()) < 0;
        return wentDown && measure(credible).compareTo(one.highest()) >= 0;
    }

    /** Even nodes that are not believed show that the chain goes on. */
    private static boolean isLeftAlone(Sighting one, List<NodeHealth> round, Instant now) {
        var since = one.movedAt().plus(LONGEST_STANDSTILL);
        return since.isBefore(now)
                && sightings(round.stream())
                        .filter(other -> mayAgree(one, other))
                        .anyMatch(other -> other.head().compareTo(one.head()) > 0
                                && other.movedAt().isAfter(one.movedAt()));
    }
}
