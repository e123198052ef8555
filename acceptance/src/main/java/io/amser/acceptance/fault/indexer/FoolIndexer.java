package io.amser.acceptance.fault.indexer;

import io.amser.acceptance.fault.FaultReport;
import io.amser.acceptance.fault.Replicas;
import io.amser.acceptance.stage.Stage;
import io.amser.devstack.process.Readiness;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Random;

/** Chain, nodes and indexers do whatever they can to make the log say something else than the chain. */
public final class FoolIndexer {

    public static final String NAME = "indexer";

    private static final int DEEPEST = 30;
    private static final int MOST_DEEDS = 5;
    private static final int FAR = 100;
    private static final Duration LONGEST_CATCHING_UP = Duration.ofSeconds(3);

    /** A node that has failed often is left alone for a minute. */
    private static final Duration LAST_PATIENCE = Duration.ofMinutes(3);

    private static final int LONGEST_LOOK_MILLIS = 120;

    private final IndexerStage stage;
    private final int steps;
    private final Random random;
    private final PrintStream out;
    private final Replicas indexers;
    private final NodeFaults faults;
    private int reorganisations;
    private int deepest;
    private int kills;
    private int freezes;

    public FoolIndexer(IndexerStage stage, int steps, long seed, PrintStream out) {
        this.stage = stage;
        this.steps = steps;
        this.random = new Random(seed);
        this.out = out;
        this.indexers = new Replicas(new Random(seed + 1));
        this.faults = new NodeFaults(stage, indexers::isAnyRunning, new Random(seed + 2));
    }

    /** What may happen next, and how often compared with the others. */
    private enum Step {
        BLOCK(37),
        EMPTY_BLOCKS(5),
        MANY_BLOCKS(1),
        REORGANISATION(12),
        SHORTER_CHAIN(4),
        RETURN(5),
        FAULT(12),
        RECOVERY(11),
        KILL(3),
        START(5),
        FREEZE(2),
        THAW(3);

        private final int weight;

        Step(int weight) {
            this.weight = weight;
        }

        static Step any(Random random) {
            int at = random.nextInt(100);
            for (var step : values()) {
                at -= step.weight;
                if (at < 0) {
                    return step;
                }
            }
            throw new IllegalStateException("The weights do not add up to 100");
        }
    }

    public FaultReport run() {
        long start = System.nanoTime();
        try (indexers;
                faults) {
            indexers.add(stage.indexer("indexer-1"));
            indexers.add(stage.indexer("indexer-2"));
            Stage.await("the first indexer", stage::isCaughtUp);
            for (int number = 1; number <= steps; number++) {
                step(number);
                lookOn();
            }
            return settle(start);
        }
    }

    private void step(int number) {
        var step = Step.any(random);
        while (!isDone(step)) {
            step = Step.any(random);
        }
        if (number % 50 == 0) {
            out.printf(
                    "  step %4d, block %d, %d reorganisations, %d kills%n",
                    number, stage.chain().head(), reorganisations, kills);
        }
    }

    /** Whether the step could be done now. */
    private boolean isDone(Step step) {
        var chain = stage.chain();
        return switch (step) {
            case BLOCK -> {
                if (random.nextInt(3) == 0) {
                    chain.pass(Duration.ofHours(12));
                }
                chain.block(stage.traffic().deeds(1 + random.nextInt(MOST_DEEDS)));
                faults.growFork();
                yield true;
            }
            case EMPTY_BLOCKS -> {
                chain.mine(1 + random.nextInt(3));
                yield true;
            }
            case MANY_BLOCKS -> {
                chain.mine(FAR);
                yield true;
            }
            case REORGANISATION -> reorganised(chain.reorganise(depth(), kept()));
            case SHORTER_CHAIN -> reorganised(chain.shrink(1 + random.nextInt(5)));
            case RETURN -> reorganised(chain.bringBack().orElse(0));
            case FAULT -> {
                faults.strike();
                yield true;
            }
            case RECOVERY -> {
                faults.recover();
                yield true;
            }
            case KILL -> {
                boolean killed = indexers.kill();
                kills += killed ? 1 : 0;
                yield killed;
            }
            case START -> indexers.start();
            case FREEZE -> {
                boolean frozen = indexers.freeze();
                freezes += frozen ? 1 : 0;
                yield frozen;
            }
            case THAW -> indexers.thaw();
        };
    }

    /** Mostly shallow, as on real chains, and each depth at times. */
    private int depth() {
        return 1 + (random.nextInt(3) == 0 ? random.nextInt(DEEPEST) : random.nextInt(4));
    }

    /** None of the transactions, all of them, or the older ones. */
    private double kept() {
        return switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> 1;
            default -> random.nextDouble();
        };
    }

    private boolean reorganised(int depth) {
        if (depth > 0) {
            reorganisations++;
            deepest = Math.max(deepest, depth);
        }
        return depth > 0;
    }

    /** Gives the indexers a moment, and now and then the time to come to the end; they may be cut off at any point. */
    private void lookOn() {
        boolean patiently = random.nextInt(6) == 0 && indexers.isAnyRunning();
        int millis = random.nextInt(LONGEST_LOOK_MILLIS);
        Readiness.isReadyWithin(patiently ? LONGEST_CATCHING_UP : Duration.ofMillis(millis), stage::isCaughtUp);
    }

    /** Everything behaves again; in the end the log has to be the chain. */
    private FaultReport settle(long start) {
        var wrong = new ArrayList<>(indexers.vanished());
        faults.recoverAll();
        indexers.wake();
        boolean arrived = Readiness.isReadyWithin(LAST_PATIENCE, stage::isCaughtUp);
        stage.chain().block(stage.traffic().deeds(MOST_DEEDS));
        if (!arrived || !Readiness.isReadyWithin(LAST_PATIENCE, stage::isCaughtUp)) {
            wrong.add("The log does not come to the newest block, though everything behaves");
        }
        var events = stage.events();
        var finding = LogAudit.of(stage.log(), events, stage.chain().lives());
        wrong.addAll(finding.wrong());
        var figures = new LinkedHashMap<String, Long>();
        figures.put("steps", (long) steps);
        figures.put("blocks", stage.chain().head());
        figures.put("events", (long) events.size());
        figures.put("records", (long) finding.records());
        figures.put("reorgs", (long) reorganisations);
        figures.put("deepest", (long) deepest);
        figures.put("kills", (long) kills);
        figures.put("freezes", (long) freezes);
        figures.put("node_faults", (long) faults.strikes());
        figures.put("lone_forks", (long) faults.forks());
        figures.put("spoilt_answers", faults.spoilt());
        figures.put("missing", (long) finding.missing());
        figures.put("doubled", (long) finding.doubled());
        figures.put("wrong_rollbacks", (long) finding.wrongRollbacks());
        figures.put("strayed", (long) finding.strayed());
        figures.put("surplus", (long) finding.surplus());
        figures.put("seconds", Duration.ofNanos(System.nanoTime() - start).toSeconds());
        return new FaultReport(NAME, figures, wrong);
    }
}
