package io.amser.bench.authcheck;

import io.amser.bench.figure.Rate;
import io.amser.bench.figure.Rounds;
import java.util.Locale;

/** How many look-ups and checks a second, and how many cores that kept busy. */
final class Speed {

    private final Rounds lookUps = new Rounds();
    private final Rounds checks = new Rounds();
    private final Rounds pgbenchCores = new Rounds();
    private final Rounds pgbenchDatabaseCores = new Rounds();
    private final Rounds generatorCores = new Rounds();
    private final Rounds apiCores = new Rounds();
    private final Rounds databaseCores = new Rounds();

    void add(Pgbench.Result result) {
        lookUps.add(result.perSecond());
        pgbenchCores.add(result.cores());
        pgbenchDatabaseCores.add(result.databaseCores());
    }

    void add(Rate rate, CpuTimes.Cores cores) {
        checks.add(rate.perSecond());
        generatorCores.add(cores.generator());
        apiCores.add(cores.api());
        databaseCores.add(cores.database());
    }

    double lookUpsPerSecond() {
        return lookUps.median();
    }

    double checksPerSecond() {
        return checks.median();
    }

    double ratio() {
        return checksPerSecond() / lookUpsPerSecond();
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "Cores kept busy: pgbench %.2f and its database %.2f; the generator %.2f, the API %.2f and its database %.2f.",
                pgbenchCores.median(),
                pgbenchDatabaseCores.median(),
                generatorCores.median(),
                apiCores.median(),
                databaseCores.median());
    }
}
