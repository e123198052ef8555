package io.amser.indexer.rpc.health;

import io.amser.indexer.chain.ChainView;
import io.amser.protocol.BlockHash;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known about one node: a fold over what happened with it.
 *
 * @param standing beside the others, in the last round in which it was looked at
 * @param latency what it takes to answer the question that all are asked, the last times weighing most
 * @param rest after failures
 * @param sighting empty until it has shown its newest block
 * @param roundsMissed so many rounds ago it was sound
 */
public record NodeHealth(
        Standing standing,
        Optional<Duration> latency,
        Errors errors,
        Rest rest,
        Optional<Sighting> sighting,
        int roundsMissed) {
    /** Where little is at stake, a node that was of no use for so many rounds is not waited for. */
    private static final int ROUNDS_AWAITED = 2;

    private static final double WEIGHT_OF_THE_LAST = 0.2;
    private static final Duration UNKNOWN_LATENCY = Duration.ofMillis(300);

    public static final NodeHealth UNKNOWN =
            new NodeHealth(new Standing.Sound(), Optional.empty(), Errors.NONE, Rest.NONE, Optional.empty(), 0);

    public NodeHealth answered() {
        return new NodeHealth(standing, latency, errors, Rest.NONE, sighting, roundsMissed);
    }

    public NodeHealth failed(Instant now) {
        return new NodeHealth(standing, latency, errors.oneMore(now), rest.again(now), sighting, roundsMissed);
    }

    public NodeHealth showed(ChainView view, Instant now) {
        var next = sighting.map(last -> last.then(view, now)).orElseGet(() -> Sighting.first(view, now));
        return new NodeHealth(standing, latency, errors, rest, Optional.of(next), roundsMissed);
    }

    /** What it has at the height that all are asked about, and how long it took to say so. */
    public NodeHealth voted(Optional<BlockHash> block, Duration took) {
        var average = latency.map(before -> mixed(before, took)).orElse(took);
        var voting = sighting.map(last -> last.voting(block));
        return new NodeHealth(standing, Optional.of(average), errors, rest, voting, roundsMissed);
    }

    private static Duration mixed(Duration before, Duration last) {
        var nanos = before.toNanos() * (1 - WEIGHT_OF_THE_LAST) + last.toNanos() * WEIGHT_OF_THE_LAST;
        return Duration.ofNanos((long) nanos);
    }

    /** Something was found out about it between two rounds. */
    public NodeHealth found(Standing now) {
        return new NodeHealth(now, latency, errors, rest, sighting, roundsMissed);
    }

    NodeHealth missed(Standing now) {
        return new NodeHealth(now, latency, errors, rest, sighting, roundsMissed + 1);
    }

    NodeHealth sound() {
        return new NodeHealth(new Standing.Sound(), latency, errors, rest, sighting, 0);
    }

    /** Whether its word counts; a node that has been of no use for many rounds is not waited for. */
    public boolean hasVoice(int roundsToGiveUp) {
        return roundsMissed < roundsToGiveUp && !(standing instanceof Standing.Elsewhere);
    }

    /** Whether it answers at present, or did a moment ago. */
    public boolean isAwaited() {
        return hasVoice(ROUNDS_AWAITED);
    }

    public boolean isSound() {
        return standing instanceof Standing.Sound;
    }

    boolean isFree(Instant now) {
        return isSound() && rest.isOver(now);
    }

    /** What asking it costs, in seconds that errors make longer; the lowest is the best. */
    double cost(Instant now) {
        return latency.orElse(UNKNOWN_LATENCY).toNanos() / 1e9 * (1 + errors.at(now));
    }
}
