package io.amser.bench.keeper;

import io.amser.bench.Benchmark;
import io.amser.bench.WrongResult;
import io.amser.bench.figure.Figure;
import io.amser.bench.figure.Findings;
import io.amser.bench.reading.EmptyFolder;
import io.amser.devstack.server.Infrastructure;
import io.amser.devstack.server.Place;
import io.amser.devstack.server.PostgresServer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** One keeper, and then three, as the processes that they always are. */
public final class KeeperBenchmark implements Benchmark {

    private static final int SUBSCRIPTIONS = 10_000;
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final Duration IN_TIME = Duration.ofSeconds(60);
    private static final int ONE_SINGLE_CHARGE_IN = 50;

    @Override
    public String name() {
        return "keeper";
    }

    @Override
    public String sentence() {
        return "10,000 subscriptions of 25 merchants become due within one minute, on a chain with 2 s blocks of 60,000,000 gas, for 1 and for 3 keepers.";
    }

    @Override
    public Findings run(PrintStream progress) {
        var folder = EmptyFolder.of(name());
        try (var postgres = Infrastructure.chosen().postgres(Place.in(folder.resolve("postgres")))) {
            var growth = Picking.growth(postgres, progress);
            try (var chain = new BusyChain(folder.resolve("chain"), SUBSCRIPTIONS)) {
                progress.printf("  %,d subscriptions have paid once%n", SUBSCRIPTIONS);
                var alone = minute(chain, postgres, 1, folder, progress);
                var three = minute(chain, postgres, 3, folder, progress);
                var single = chain.gasOfSingleCharges(BusyChain.keys(1).getFirst(), ONE_SINGLE_CHARGE_IN);
                return findings(alone, three, single, growth);
            }
        }
    }

    private static Ledger minute(
            BusyChain chain, PostgresServer postgres, int keepers, Path folder, PrintStream progress) {
        try (var minute = BusyMinute.prepare(chain, postgres, keepers, folder)) {
            progress.printf("  %d of %d keepers know what will be due%n", keepers, keepers);
            var ledger = minute.live(progress);
            if (ledger.charges() == 0) {
                throw new WrongResult("Nothing was charged");
            }
            progress.println("  " + sentence(keepers, ledger));
            return ledger;
        }
    }

    private static String sentence(int keepers, Ledger ledger) {
        return String.format(
                Locale.ROOT,
                "%d keeper(s): %,d charges in %,d transactions, %.0f per second, p50 %.0f s, p99 %.0f s, the latest %.0f s, %,.0f gas per charge, %.4f wasted.",
                keepers,
                ledger.charges(),
                ledger.transactions(),
                ledger.perSecond(),
                seconds(ledger, 50),
                seconds(ledger, 99),
                seconds(ledger, 100),
                ledger.gasPerCharge(),
                ledger.wasted());
    }

    private static double seconds(Ledger ledger, int percent) {
        return ledger.delays().millis(percent) / MILLIS_PER_SECOND;
    }

    /** Of 1 and 3 keepers always the worse. */
    private static Findings findings(Ledger alone, Ledger three, double single, double growth) {
        return new Findings(
                List.of(
                        Figure.atLeast(
                                0.999,
                                "on_time",
                                "of the charges stand in a block within 60 s",
                                Math.min(onTime(alone), onTime(three))),
                        Figure.of(
                                "p50_s",
                                "half of the charges stand in a block so many seconds after they are due",
                                Math.max(seconds(alone, 50), seconds(three, 50))),
                        Figure.of(
                                "p99_s",
                                "of a hundred charges, 99 do",
                                Math.max(seconds(alone, 99), seconds(three, 99))),
                        Figure.atMost(
                                0, "doubled", "charges of a subscription that was charged in the same minute", (double)
                                        (alone.doubled() + three.doubled())),
                        Figure.atMost(
                                0.001,
                                "wasted",
                                "of all transactions and their items charged nothing",
                                Math.max(alone.wasted(), three.wasted())),
                        Figure.atMost(
                                0.6,
                                "gas_ratio",
                                "the gas of a charge beside that of a single call of execute",
                                Math.max(alone.gasPerCharge(), three.gasPerCharge()) / single),
                        Figure.atMost(
                                1.3,
                                "pick_growth",
                                "as long takes picking among 1,000,000 subscriptions as among 10,000",
                                growth)),
                List.of(
                        sentence(1, alone),
                        sentence(3, three),
                        String.format(
                                Locale.ROOT, "A single call of execute takes %,.0f gas, the mean of 200.", single),
                        "The keepers run alone, each with a key and a database of its own, and take turns (assignment deterministic); the clock is the chain's."));
    }

    private static double onTime(Ledger ledger) {
        return ledger.within(IN_TIME, SUBSCRIPTIONS);
    }
}
