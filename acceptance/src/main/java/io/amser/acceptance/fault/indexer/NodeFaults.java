package io.amser.acceptance.fault.indexer;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.amser.devstack.process.Readiness;
import io.amser.devstack.rpc.Fault;
import io.amser.devstack.rpc.HostileNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Nodes fall ill and recover; the last of them lies at times, and a lie of it that nobody could see through alone finds the others well. */
final class NodeFaults implements AutoCloseable {

    private static final long ANOTHER_CHAIN = 1;
    private static final int MOST_BLOCKS_BEHIND = 40;
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(30);

    private final IndexerStage stage;
    private final Random random;
    private final BooleanSupplier isAnyIndexerAwake;
    private final HostileNode liar;
    private Optional<IndexerStage.Fork> fork = Optional.empty();
    private int strikes;
    private int forks;

    NodeFaults(IndexerStage stage, BooleanSupplier isAnyIndexerAwake, Random random) {
        this.stage = stage;
        this.isAnyIndexerAwake = isAnyIndexerAwake;
        this.random = random;
        this.liar = stage.nodes().getLast();
    }

    /** One more fault begins somewhere, beside those that hold. */
    void strike() {
        strikes++;
        if (fork.isPresent()) {
            recoverAll();
        }
        if (random.nextInt(3) == 0) {
            lie();
        } else {
            var nodes = stage.nodes();
            nodes.get(random.nextInt(nodes.size())).begin(hindrance(), share());
        }
    }

    private double share() {
        return random.nextBoolean() ? 1 : random.nextDouble();
    }

    private Fault hindrance() {
        return switch (random.nextInt(9)) {
            case 0 -> new Fault.Latency(Duration.ofMillis(random.nextInt(300)));
            case 1 -> new Fault.TooManyRequests(Optional.of(Duration.ofSeconds(1)));
            case 2 -> new Fault.TooManyRequests(Optional.empty());
            case 3 -> new Fault.ServerError(random.nextBoolean() ? 502 : 503);
            case 4 -> new Fault.NeverAnswer();
            case 5 -> new Fault.DropConnection();
            case 6 -> new Fault.TruncatedJson();
            case 7 -> new Fault.MalformedJson();
            default -> new Fault.CutOff();
        };
    }

    private void lie() {
        switch (random.nextInt(5)) {
            case 0 -> liar.begin(new Fault.LagBehind(1 + random.nextInt(MOST_BLOCKS_BEHIND)));
            case 1 -> liar.begin(new Fault.StaleLatest(stage.chain().head()));
            case 2 -> liar.begin(new Fault.EmptyLogs(), share());
            case 3 -> liar.begin(new Fault.WrongChainId(ANOTHER_CHAIN));
            default -> forkOff();
        }
    }

    /** With the others known to be well, of which one may fall ill again: where only one node can be asked, its word has to be taken. */
    private void forkOff() {
        recoverAll();
        var deeds = stage.traffic().deeds(3);
        if (!isAnyIndexerAwake.getAsBoolean() || !Readiness.isReadyWithin(LONGEST_RECOVERY, haveAllBeenAsked())) {
            return;
        }
        forks++;
        var alone = stage.fork();
        alone.chain().block(deeds);
        fork = Optional.of(alone);
        liar.begin(new Fault.ForkOff(alone.server().http()));
        if (random.nextBoolean()) {
            stage.nodes().getFirst().begin(hindrance());
        }
    }

    /** Twice from now on: the second time, the first answer has been weighed. */
    private BooleanSupplier haveAllBeenAsked() {
        var before = stage.nodes().stream().collect(toMap(identity(), HostileNode::requests));
        return () -> before.entrySet().stream().allMatch(node -> node.getKey().requests() >= node.getValue() + 2);
    }

    /** A branch that somebody is alone on grows too. */
    void growFork() {
        if (random.nextBoolean()) {
            fork.ifPresent(alone -> alone.chain().block(stage.traffic().deeds(1)));
        }
    }

    /** One of the nodes is well again. */
    void recover() {
        var ill = stage.nodes().stream().filter(node -> !node.behaves()).toList();
        if (!ill.isEmpty()) {
            recover(ill.get(random.nextInt(ill.size())));
        }
    }

    void recoverAll() {
        stage.nodes().forEach(this::recover);
    }

    private void recover(HostileNode node) {
        node.behave();
        if (node.equals(liar)) {
            fork.ifPresent(IndexerStage.Fork::close);
            fork = Optional.empty();
        }
    }

    /** How many faults have begun. */
    int strikes() {
        return strikes;
    }

    /** How often a node went on a branch of its own. */
    int forks() {
        return forks;
    }

    /** How many answers they have spoilt. */
    long spoilt() {
        return stage.nodes().stream().mapToLong(HostileNode::deeds).sum();
    }

    @Override
    public void close() {
        recoverAll();
    }
}
