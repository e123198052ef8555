package io.amser.bench.authcheck;

import io.amser.bench.figure.Delays;
import io.amser.bench.figure.Rate;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** An API among few subscriptions and one among many, and each measurement as often as it is asked for. */
final class Stage {

    static final int CONNECTIONS = 16;
    static final int PER_SECOND = 1_000;

    static final int WARM_UP = 150_000;

    private static final Duration ROUND = Duration.ofSeconds(8);
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final LoadedApi few;
    private final LoadedApi many;
    private final Pgbench pgbench;
    private final PrintStream progress;
    private long seed;

    Stage(LoadedApi few, LoadedApi many, Path folder, PrintStream progress) {
        this.few = few;
        this.many = many;
        this.pgbench = Pgbench.of(many, folder);
        this.progress = progress;
    }

    /** The compiler takes its share of the cores until it knows what matters. */
    void warmUp() {
        warmUp("warming up among few", few);
        warmUp("warming up among many", many);
        told(
                "warming up: pgbench",
                pgbench.run(many.database(), CONNECTIONS, SETTLING).perSecond());
    }

    /** By number, not by time: on a busy machine it takes longer. */
    private void warmUp(String what, LoadedApi api) {
        for (var answered = 0L; answered < WARM_UP; ) {
            var rate = asFastAsPossible(api, ROUND);
            told(what, rate);
            answered += rate.count();
        }
    }

    void addRound(Speed speed) {
        var lookUps = pgbench.run(many.database(), CONNECTIONS, ROUND);
        told("looked up by pgbench", lookUps.perSecond());
        speed.add(lookUps);
        var before = CpuTimes.now(many);
        var checks = asFastAsPossible(many, ROUND);
        told("checked by the API", checks);
        speed.add(checks, CpuTimes.now(many).since(before));
    }

    void addRound(Punctuality punctuality) {
        punctuality.addAmongFew(told("among few", at(few)));
        punctuality.add(told("among many", at(many)));
    }

    /** How much more heap is used while the long list is on its way. */
    ListHeap listHeap() {
        Population.giveToOneOwner(few.database());
        Population.giveToOneOwner(many.database());
        var short10k = new LongList(few).greatestHeap();
        progress.println("  listed 10,000 subscriptions");
        var long1m = new LongList(many).greatestHeap();
        progress.println("  listed 1,000,000 subscriptions");
        return new ListHeap(short10k, long1m);
    }

    private Rate asFastAsPossible(LoadedApi api, Duration time) {
        try (var load = new Load(api.address(), new Checks(api.population(), seed++), CONNECTIONS)) {
            return load.asFastAsPossible(time);
        }
    }

    private Delays at(LoadedApi api) {
        try (var load = new Load(api.address(), new Checks(api.population(), seed++), CONNECTIONS)) {
            return load.at(PER_SECOND, ROUND.plus(SETTLING), SETTLING);
        }
    }

    private void told(String what, Rate rate) {
        told(what, rate.perSecond());
    }

    private void told(String what, double perSecond) {
        progress.printf(Locale.ROOT, "  %-28s %,9.0f a second%n", what, perSecond);
    }

    private Delays told(String what, Delays delays) {
        progress.printf(
                Locale.ROOT,
                "  %-28s %9.2f ms for half, %.2f ms for 99 of 100%n",
                what,
                delays.millis(50),
                delays.millis(99));
        return delays;
    }
}
