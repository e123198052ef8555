package io.amser.acceptance.fault.keeper;

import static java.util.stream.Collectors.toMap;

import io.amser.acceptance.fault.FaultReport;
import io.amser.acceptance.fault.Replicas;
import io.amser.acceptance.fault.keeper.ChargeAudit.Expected;
import io.amser.devstack.process.Readiness;
import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import java.io.PrintStream;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Three keepers charge window after window while chain, nodes and power turn against them. */
public final class HarassKeepers {

    public static final String NAME = "keeper";

    private static final int DEEPEST = 20;
    private static final int LONGEST_LOOK_MILLIS = 400;
    private static final Duration LONGEST_AMBUSH = Duration.ofSeconds(1);
    private static final BigInteger GWEI = BigInteger.TEN.pow(9);
    /** Time never runs further ahead of the keepers, so that no window closes because they were down. */
    private static final int STEPS_UNSETTLED = 6;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LAST_PATIENCE = Duration.ofMinutes(2);
    /** One in a thousand. */
    private static final int REVERTED_AT_MOST = 1_000;

    private final KeeperStage stage;
    private final Random random;
    private final PrintStream out;
    private final Debts debts;
    private final NodeTroubles troubles;
    private final Replicas keepers;
    private int reorganisations;
    private int evicted;
    private int spikes;
    private int kills;

    public HarassKeepers(KeeperStage stage, long seed, PrintStream out) {
        this.stage = stage;
        this.random = new Random(seed);
        this.out = out;
        this.debts = new Debts(stage);
        this.troubles = new NodeTroubles(stage.nodes(), new Random(seed + 1));
        this.keepers = stage.keepers();
    }

    /** What may happen beside the passing of time, and how often compared with the others. */
    private enum Trouble {
        NONE(20),
        NODE(25),
        RECOVERY(15),
        REORGANISATION(10),
        SHORTER_CHAIN(3),
        EVICTION(8),
        FEE_SPIKE(4),
        KILL(6),
        START(9);

        private final int weight;

        Trouble(int weight) {
            this.weight = weight;
        }

        static Trouble any(Random random) {
            int at = random.nextInt(100);
            for (var trouble : values()) {
                at -= trouble.weight;
                if (at < 0) {
                    return trouble;
                }
            }
            throw new IllegalStateException("The weights do not add up to 100");
        }
    }

    public FaultReport run() {
        long start = System.nanoTime();
        var wrong = new ArrayList<String>();
        var end = stage.node()
                .time()
                .plus(KeeperStage.INTERVAL.multipliedBy(stage.size().windows()));
        for (int step = 1; step <= stage.size().steps() && wrong.isEmpty(); step++) {
            pass();
            nextBlock();
            strike();
            nextBlock();
            if (step % STEPS_UNSETTLED == 0) {
                wrong.addAll(settle(step));
            }
        }
        wrong.addAll(keepers.vanished());
        wrong.addAll(calmDown(end));
        return report(wrong, start);
    }

    private void pass() {
        stage.chain().pass(KeeperStage.INTERVAL.dividedBy(stage.size().stepsPerWindow()));
    }

    private void strike() {
        var chain = stage.chain();
        switch (Trouble.any(random)) {
            case NONE -> {}
            case NODE -> troubles.strike();
            case RECOVERY -> troubles.recover();
            case REORGANISATION -> {
                chain.mine(1);
                reorganisations += chain.reorganise(depth(), kept()) > 0 ? 1 : 0;
            }
            case SHORTER_CHAIN -> reorganisations += chain.shrink(1 + random.nextInt(3)) > 0 ? 1 : 0;
            case EVICTION -> evicted += evict();
            case FEE_SPIKE -> {
                spikes++;
                chain.baseFee(GWEI.multiply(BigInteger.valueOf(50 + random.nextInt(400))));
            }
            case KILL -> kills += keepers.kill() ? 1 : 0;
            case START -> keepers.start();
        }
    }

    /** Mostly shallow, as on real chains. */
    private int depth() {
        return 1 + (random.nextInt(4) == 0 ? random.nextInt(DEEPEST) : random.nextInt(3));
    }

    /** The share of the transactions that stand in the new blocks too. */
    private double kept() {
        return switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> 1;
            default -> random.nextDouble();
        };
    }

    /** A block, and a moment for the keepers to do what they can about it. */
    private void nextBlock() {
        stage.chain().mine(1);
        look(Duration.ofMillis(random.nextInt(LONGEST_LOOK_MILLIS)));
    }

    private static void look(Duration time) {
        Readiness.isReadyWithin(time, () -> false);
    }

    /** As soon as there is something to evict, for a while. */
    private int evict() {
        var share = random.nextDouble();
        var victims = new int[1];
        Readiness.isReadyWithin(
                LONGEST_AMBUSH, () -> (victims[0] = stage.chain().evict(share)) > 0);
        return victims[0];
    }

    /** Waits until nobody owes anything; the nodes are well meanwhile, and after a while everybody is there again. */
    private List<String> settle(int step) {
        troubles.recoverAll();
        out.printf(
                "  step %4d, block %d, %d reorganisations, %d evicted, %d kills%n",
                step, stage.chain().head(), reorganisations, evicted, kills);
        if (areChargedWithin(PATIENCE)) {
            return List.of();
        }
        keepers.wake();
        stage.chain().baseFee(GWEI);
        return areChargedWithin(LAST_PATIENCE) ? List.of() : List.of(unpaid());
    }

    private boolean areChargedWithin(Duration patience) {
        var owing = new ArrayList<>(debts.all());
        return Readiness.isReadyWithin(patience, () -> {
            debts.topUp(debts.shortOf(owing));
            stage.chain().mine(1);
            owing.retainAll(debts.still(owing));
            return owing.isEmpty();
        });
    }

    private String unpaid() {
        var owing = debts.all();
        return "%d windows are not charged though everything behaves, the first of subscription %s"
                .formatted(owing.size(), stage.multitude().subscriptions().get(owing.getFirst()));
    }

    /** Everything behaves, the time that reorganisations took back passes again, what stands becomes final, and no journal waits for anything. */
    private List<String> calmDown(ChainTime end) {
        troubles.recoverAll();
        keepers.wake();
        stage.chain().baseFee(GWEI);
        var wrong = new ArrayList<String>();
        while (!areChargedWithin(LAST_PATIENCE) || stage.node().time().isBefore(end)) {
            if (!debts.all().isEmpty()) {
                return List.of(unpaid());
            }
            pass();
            stage.chain().mine(1);
        }
        stage.chain().mine(KeeperStage.BLOCKS_UNTIL_FINAL);
        var settled = Readiness.isReadyWithin(LAST_PATIENCE, () -> {
            stage.chain().mine(1);
            return stage.journals().keySet().stream().allMatch(JournalAudit::isSettled);
        });
        if (!settled) {
            wrong.add("The journals do not come to rest, though everything behaves");
        }
        return wrong;
    }

    private FaultReport report(List<String> wrong, long start) {
        var events = stage.events();
        var charges = events.stream()
                .filter(ExecutionExecuted.class::isInstance)
                .map(ExecutionExecuted.class::cast)
                .toList();
        var finding = ChargeAudit.of(expected(), KeeperStage.INTERVAL, events);
        var sent = KeeperTransactions.read(stage.rpc(), stage.chain().head(), stage.keys());
        var unaccounted = stage.journals().entrySet().stream()
                .flatMap(journal -> JournalAudit.of(journal.getKey(), journal.getValue(), charges, sent).stream())
                .toList();
        wrong.addAll(finding.wrong());
        wrong.addAll(unaccounted);
        if (sent.reverted() * REVERTED_AT_MOST > sent.all().size()) {
            wrong.add("%d of %d transactions were reverted"
                    .formatted(sent.reverted(), sent.all().size()));
        }
        var figures = new LinkedHashMap<String, Long>();
        figures.put("subscriptions", (long) stage.size().subscriptions());
        figures.put("windows", (long) stage.size().windows());
        figures.put("charges", finding.charges());
        figures.put("failures", finding.failures());
        figures.put("missing", finding.missing());
        figures.put("doubled", finding.doubled());
        figures.put("unaccounted", (long) unaccounted.size());
        figures.put("transactions", (long) sent.all().size());
        figures.put("reverted", sent.reverted());
        figures.put("idle", sent.idle());
        figures.put("kills", (long) kills);
        figures.put("reorgs", (long) reorganisations);
        figures.put("evicted", (long) evicted);
        figures.put("fee_spikes", (long) spikes);
        figures.put("node_faults", (long) troubles.strikes());
        figures.put("spoilt_answers", troubles.spoilt());
        figures.put("seconds", Duration.ofNanos(System.nanoTime() - start).toSeconds());
        return new FaultReport(NAME, figures, wrong);
    }

    private Map<SubscriptionKey, Expected> expected() {
        return IntStream.range(0, stage.size().subscriptions())
                .boxed()
                .collect(toMap(stage.multitude().subscriptions()::get, this::expected));
    }

    private Expected expected(int subscription) {
        int wallet = stage.multitude().walletOf(subscription);
        return new Expected(stage.purses().chargesDue(wallet), stage.purses().runsDry(wallet));
    }
}
