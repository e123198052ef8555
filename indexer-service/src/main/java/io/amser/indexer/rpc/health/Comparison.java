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

/**
 * Looks at the nodes side by side, round by round.
 *
 * @param blocksTolerated a node may be so many blocks behind the others
 * @param roundsToGiveUp a node that was not sound for so many rounds is no longer waited for
 */
public record Comparison(long blocksTolerated, int roundsToGiveUp) {
    private static final Duration LONGEST_STANDSTILL = Duration.ofSeconds(30);

    /** From so many nodes on, a block that only one of them has seen is no measure for the others. */
    private static final int ENOUGH_FOR_A_WITNESS = 3;

    /**
     * A node after a round.
     *
     * @param answered whether it showed its newest block in this round
     * @param round what all showed that did; if none did, the round says nothing
     * @param othersAreAwaited whether there are other nodes that are not given up
     */
    public NodeHealth after(
            NodeHealth one, boolean answered, List<Sighting> round, boolean othersAreAwaited, Instant now) {
        var sighting = one.sighting();
        if (round.isEmpty()) {
            return one;
        }
        if (!answered || sighting.isEmpty() || isUnrefuted(one, round, othersAreAwaited)) {
            return one.missed(one.standing());
        }
        var standing = standing(sighting.get(), round, now);
        return standing instanceof Sound ? one.sound(now) : one.missed(standing);
    }

    /** That the others are silent clears nobody of a fork, as long as they are waited for. */
    private static boolean isUnrefuted(NodeHealth one, List<Sighting> round, boolean othersAreAwaited) {
        return one.standing() instanceof Forked && round.size() == 1 && othersAreAwaited;
    }

    /** How a node stands beside all that took part in the round, itself among them. */
    Standing standing(Sighting one, List<Sighting> round, Instant now) {
        var majority = majority(round);
        if (!agrees(one, majority)) {
            return new Forked();
        }
        var measure =
                measure(round.stream().filter(other -> agrees(other, majority)).toList());
        var behind = measure.value() - one.head().value();
        if (behind > blocksTolerated) {
            return new Behind(behind);
        }
        return isStale(one, measure, now) ? new Stale() : new Sound();
    }

    private static boolean agrees(Sighting one, Optional<BlockHash> majority) {
        return majority.isEmpty() || one.vote().isEmpty() || one.vote().equals(majority);
    }

    /** The block that more than half of those that voted have, and two at least. */
    private static Optional<BlockHash> majority(List<Sighting> round) {
        var votes = round.stream().map(Sighting::vote).flatMap(Optional::stream).toList();
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
        return heads.size() >= ENOUGH_FOR_A_WITNESS ? heads.get(1) : heads.getFirst();
    }

    private static boolean isStale(Sighting one, BlockNumber measure, Instant now) {
        var standsStill = one.movedAt().plus(LONGEST_STANDSTILL).isBefore(now);
        var wentDown = one.head().compareTo(one.highest()) < 0;
        return (standsStill && measure.compareTo(one.head()) > 0)
                || (wentDown && measure.compareTo(one.highest()) >= 0);
    }
}
