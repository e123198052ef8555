package io.amser.indexer.rpc.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** In which order nodes are asked, so that a failure finds the next best. */
public final class Choice {

    /** A node is left for another one only if that is so much better, so that questions do not wander to and fro. */
    private static final double WORTH_THE_CHANGE = 0.5;

    private Choice() {}

    /**
     * A node that may be asked.
     *
     * @param delay until its limit of requests lets the next one through
     * @param isCurrent whether it was asked last
     */
    public record Candidate<N>(N node, NodeHealth health, Duration delay, boolean isCurrent) {

        private double cost(Instant now) {
            var cost = health.cost(now) + delay.toNanos() / 1e9;
            return isCurrent ? cost * WORTH_THE_CHANGE : cost;
        }
    }

    /**
     * The nodes worth asking, the best first: those that nothing is held against, else the one of those that rest which
     * returns first. A node that lags or shows a fork is never among them; one of another chain is where it is time to
     * look whether it still is.
     */
    public static <N> List<N> order(List<Candidate<N>> nodes, Instant now) {
        var free = chosen(nodes, node -> node.health().isFree(now), Comparator.comparingDouble(node -> node.cost(now)));
        if (!free.isEmpty()) {
            return free;
        }
        var soonest = Comparator.<Candidate<N>, Instant>comparing(
                node -> node.health().rest().until());
        var resting = chosen(nodes, node -> node.health().isSound(), soonest);
        return resting.isEmpty() ? chosen(nodes, node -> mayBeBack(node, now), soonest) : resting.subList(0, 1);
    }

    private static boolean mayBeBack(Candidate<?> node, Instant now) {
        return node.health().standing() instanceof Standing.Elsewhere
                && node.health().rest().isOver(now);
    }

    private static <N> List<N> chosen(
            List<Candidate<N>> nodes, Predicate<Candidate<N>> which, Comparator<Candidate<N>> order) {
        return nodes.stream().filter(which).sorted(order).map(Candidate::node).toList();
    }
}
