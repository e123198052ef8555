package io.amser.acceptance.fault;

import io.amser.acceptance.agreement.Agreement;
import io.amser.acceptance.agreement.Verdict;
import io.amser.acceptance.crowd.Crowd;
import io.amser.acceptance.crowd.Settled;
import io.amser.acceptance.stage.Stage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.Set;

/** Services are killed in turn while people subscribe, pay, fail to pay, top up, pause and cancel over many billing windows. */
public final class KillServices {

    public static final String NAME = "kill-services";

    /** Time never runs further ahead of the keeper, so that no window closes because it was down. */
    private static final Duration UNSETTLED_AT_MOST = Duration.ofDays(2);

    private static final int LONGEST_STEP_HOURS = 18;

    private final Stage stage;
    private final Size size;
    private final Random random;
    private final PrintStream out;

    public KillServices(Stage stage, Size size, long seed, PrintStream out) {
        this.stage = stage;
        this.size = size;
        this.random = new Random(seed);
        this.out = out;
    }

    /**
     * How much of it.
     *
     * @param steps in each of which somebody acts and some hours pass; subscriptions begin in the first of them
     */
    public record Size(int subscriptions, int steps, int kills) {

        /** What the issue names. */
        public static final Size FULL = new Size(200, 400, 25);

        /** Each service once. */
        public static final Size SHORT = new Size(24, 60, 5);
    }

    public FaultReport run() {
        long start = System.nanoTime();
        var kills = live();
        var verdict = Agreement.on(stage);
        return report(verdict, kills, Duration.ofNanos(System.nanoTime() - start));
    }

    /** Returns how many were killed. */
    private int live() {
        var crowd = Crowd.gather(stage, random);
        var settled = new Settled(stage);
        var killings = new Killings(stage, random, out);
        var moments = killingMoments();
        var unsettled = Duration.ZERO;
        for (int step = 0; step < size.steps(); step++) {
            if (moments.contains(step)) {
                killings.next();
            }
            if (step < size.subscriptions()) {
                crowd.join();
            }
            crowd.act();
            unsettled = unsettled.plus(pass());
            if (unsettled.compareTo(UNSETTLED_AT_MOST) > 0) {
                settled.await(crowd.members());
                unsettled = Duration.ZERO;
            }
        }
        killings.awaitEnd();
        settled.await(crowd.members());
        return killings.count();
    }

    private Set<Integer> killingMoments() {
        var moments = new HashSet<Integer>();
        while (moments.size() < size.kills()) {
            moments.add(random.nextInt(size.steps()));
        }
        return moments;
    }

    private Duration pass() {
        var hours = Duration.ofHours(1 + random.nextInt(LONGEST_STEP_HOURS));
        stage.node().advance(hours);
        return hours;
    }

    private static FaultReport report(Verdict verdict, int kills, Duration time) {
        var wrong = new ArrayList<>(verdict.wrong());
        if (verdict.missing() > 0) {
            wrong.add("The topic lacks %d events of the chain".formatted(verdict.missing()));
        }
        if (verdict.doubled() > 0) {
            wrong.add("The topic tells %d events again".formatted(verdict.doubled()));
        }
        var figures = new LinkedHashMap<String, Long>();
        figures.put("subscriptions", (long) verdict.subscriptions());
        figures.put("charges", (long) verdict.charges());
        figures.put("failures", (long) verdict.failures());
        figures.put("kills", (long) kills);
        figures.put("missing", (long) verdict.missing());
        figures.put("doubled", (long) verdict.doubled());
        figures.put("wrong", (long) verdict.wrong().size());
        figures.put("seconds", time.toSeconds());
        return new FaultReport(NAME, figures, wrong);
    }
}
