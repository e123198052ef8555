package io.amser.acceptance;

import io.amser.acceptance.fault.FaultReport;
import io.amser.acceptance.fault.FaultRun;
import io.amser.acceptance.fault.KillServices;
import io.amser.acceptance.fault.discord.HarassDiscord;
import io.amser.acceptance.fault.indexer.FoolIndexer;
import io.amser.acceptance.fault.indexer.IndexerStage;
import io.amser.acceptance.fault.keeper.HarassKeepers;
import io.amser.acceptance.fault.keeper.KeeperStage;
import io.amser.acceptance.fault.keeper.Size;
import io.amser.acceptance.fault.webhook.Extent;
import io.amser.acceptance.fault.webhook.HarassWebhooks;
import io.amser.acceptance.stage.Stage;
import io.amser.devstack.command.Folders;
import io.amser.devstack.platform.Progress;
import io.amser.devstack.preflight.CannotStart;
import io.amser.devstack.preflight.RunLock;
import io.amser.devstack.process.ProcessFailure;
import java.io.PrintStream;
import java.util.List;
import java.util.Random;

/** {@code ./amser fault [NAME] [SEED]}: lists the fault runs, or plays one at full size; the exit status says whether all held. */
public final class FaultRuns {

    private static final int INDEXER_STEPS = 1_000;

    private static final List<FaultRun> ALL = List.of(
            new FaultRun(
                    KillServices.NAME,
                    "kills each service in turn while 200 subscriptions are created and charged",
                    FaultRuns::killServices),
            new FaultRun(
                    FoolIndexer.NAME,
                    "reorganises the chain, makes nodes misbehave and kills indexers, 1,000 random steps",
                    FaultRuns::foolIndexer),
            new FaultRun(
                    HarassKeepers.NAME,
                    "reorganises, evicts, grows dear, makes nodes misbehave and kills while 3 keepers charge 2,000 subscriptions 6 times",
                    FaultRuns::harassKeepers),
            new FaultRun(
                    HarassWebhooks.NAME,
                    "40 of 50 endpoints fall sick, and webhook-service, PostgreSQL and Kafka are killed while 200 subscriptions are charged 25 times",
                    FaultRuns::harassWebhooks),
            new FaultRun(
                    HarassDiscord.NAME,
                    "the bot is down for an hour in which members pay, stop and leave, and administrators edit roles by hand",
                    FaultRuns::harassDiscord));

    private FaultRuns() {}

    public static void main(String[] arguments) {
        try {
            System.exit(run(List.of(arguments), System.out));
        } catch (CannotStart | ProcessFailure e) {
            System.err.println("amser: " + e.getMessage());
            System.exit(1);
        }
    }

    private static int run(List<String> arguments, PrintStream out) {
        if (arguments.isEmpty() || arguments.contains("--help")) {
            ALL.forEach(fault -> out.printf("  ./amser fault %-16s %s%n", fault.name(), fault.story()));
            return 0;
        }
        var seed = arguments.size() > 1 ? seed(arguments.get(1)) : new Random().nextInt(Integer.MAX_VALUE);
        var fault = named(arguments.getFirst());
        out.printf(
                "amser: %s with seed %d (./amser fault %s %d plays it again)%n",
                fault.name(), seed, fault.name(), seed);
        var report = fault.play().play(seed, out);
        report.print(out);
        return report.holds() ? 0 : 1;
    }

    private static FaultRun named(String name) {
        return ALL.stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CannotStart("there is no fault run '%s': there is %s."
                        .formatted(
                                name,
                                String.join(
                                        ", ", ALL.stream().map(FaultRun::name).toList()))));
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new CannotStart("'%s' is no seed: write a whole number, or none to get a new one.".formatted(text));
        }
    }

    private static FaultReport killServices(long seed, PrintStream out) {
        var folder = Folders.of("fault");
        try (var _ = RunLock.take(folder);
                var stage = Stage.open(Folders.emptied(folder.resolve("run")), new Progress(out))) {
            return new KillServices(stage, KillServices.Size.FULL, seed, out).run();
        }
    }

    private static FaultReport foolIndexer(long seed, PrintStream out) {
        var folder = Folders.of("fault");
        try (var _ = RunLock.take(folder);
                var stage = IndexerStage.open(Folders.emptied(folder.resolve("run")), seed)) {
            return new FoolIndexer(stage, INDEXER_STEPS, seed, out).run();
        }
    }

    private static FaultReport harassWebhooks(long seed, PrintStream out) {
        var folder = Folders.of("fault");
        try (var _ = RunLock.take(folder);
                var stage = Stage.open(Folders.emptied(folder.resolve("run")), new Progress(out))) {
            return new HarassWebhooks(stage, Extent.FULL, seed, out).run();
        }
    }

    private static FaultReport harassDiscord(long seed, PrintStream out) {
        var folder = Folders.of("fault");
        try (var _ = RunLock.take(folder);
                var stage = Stage.open(Folders.emptied(folder.resolve("run")), new Progress(out))) {
            return new HarassDiscord(stage, HarassDiscord.Extent.FULL, seed, out).run();
        }
    }

    private static FaultReport harassKeepers(long seed, PrintStream out) {
        var folder = Folders.of("fault");
        try (var _ = RunLock.take(folder);
                var stage = KeeperStage.open(Folders.emptied(folder.resolve("run")), Size.FULL, seed)) {
            return new HarassKeepers(stage, seed, out).run();
        }
    }
}
