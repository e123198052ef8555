package io.amser.bench.keeper;

import io.amser.bench.WrongResult;
import io.amser.devstack.platform.Service;
import io.amser.devstack.platform.ServiceCommand;
import io.amser.devstack.platform.ServiceProcess;
import io.amser.devstack.process.Ports;
import io.amser.devstack.process.Readiness;
import io.amser.devstack.server.Database;
import io.amser.devstack.server.PostgresServer;
import io.amser.devstack.wallet.Account;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** One minute in which everything becomes due, with so many independent keepers, each with a key and a database of its own. */
final class BusyMinute implements AutoCloseable {

    /** In wei; what ten thousand charges cost is above the usual limit of a day. */
    private static final String HUNDRED_ETHER = "1" + "0".repeat(20);

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** From the moment at which blocks begin to come. */
    private static final Duration LEAD = Duration.ofSeconds(10);
    /** After the last one is due. */
    private static final Duration LATEST = Duration.ofSeconds(75);

    private final BusyChain chain;
    private final List<Account> keys;
    private final List<ServiceProcess> keepers = new ArrayList<>();
    private final List<Database> journals = new ArrayList<>();

    /** Starts the keepers and returns when each knows what will be due. */
    static BusyMinute prepare(BusyChain chain, PostgresServer postgres, int keepers, Path folder) {
        var minute = new BusyMinute(chain, BusyChain.keys(keepers));
        chain.allow(minute.keys);
        minute.start(postgres, folder);
        return minute;
    }

    private BusyMinute(BusyChain chain, List<Account> keys) {
        this.chain = chain;
        this.keys = keys;
    }

    private void start(PostgresServer postgres, Path folder) {
        for (var number = 0; number < keys.size(); number++) {
            var name = "keeper-%d-of-%d".formatted(number + 1, keys.size());
            var journal = postgres.createDatabase(name);
            journals.add(journal);
            keepers.add(ServiceProcess.start(command(keys.get(number), journal, folder.resolve(name + ".log"))));
        }
        keepers.forEach(ServiceProcess::awaitReady);
        await(
                "the keepers to know what will be due",
                () -> journals.stream()
                        .allMatch(journal -> count(journal, "SELECT count(*) FROM due") == chain.subscriptions()));
    }

    private ServiceCommand command(Account key, Database journal, Path log) {
        return ServiceCommand.of(Service.KEEPER.module(), Ports.free(), log)
                .with(chain.settings())
                .with("quarkus.profile", "alone")
                .with("quarkus.datasource.reactive.url", journal.reactiveUrl())
                .with("quarkus.datasource.jdbc.url", journal.jdbcUrl())
                .with("quarkus.datasource.username", journal.user())
                .with("amser.keeper.submission.max-spend-per-day", HUNDRED_ETHER)
                .with("amser.keeper.assignment.mode", "deterministic")
                .with(
                        "amser.keeper.assignment.keepers",
                        keys.stream().map(one -> one.address().value()).collect(Collectors.joining(",")))
                .withSecret("QUARKUS_DATASOURCE_PASSWORD", journal.password())
                .withSecret("AMSER_KEEPER_KEY_PRIVATE_KEY", key.privateKey());
    }

    /** Lives through it and tells what stands on the chain then. */
    Ledger live(PrintStream progress) {
        var begin = chain.live(LEAD);
        var end = chain.lastDue().plus(LATEST);
        var told = new long[] {0};
        await("the minute to pass", () -> {
            var charged = charged();
            if (charged >= told[0] + chain.subscriptions() / 5) {
                told[0] = charged;
                progress.printf("  %,d of %,d charged%n", charged, chain.subscriptions());
            }
            return charged == chain.subscriptions() || chain.time().isAfter(end);
        });
        await("the last transactions to stand in a block", chain::hasNothingPending);
        return chain.ledger(keys, begin);
    }

    /** By what the keepers themselves know, because that is cheap to ask; only the chain counts in the end. */
    private long charged() {
        pause();
        return journals.stream()
                .mapToLong(journal ->
                        count(journal, "SELECT count(*) FROM charge WHERE state NOT IN ('IN_FLIGHT', 'SKIPPED')"))
                .sum();
    }

    private static void pause() {
        Readiness.isReadyWithin(Duration.ofSeconds(1), () -> false);
    }

    private static long count(Database journal, String sql) {
        try (var connection = journal.connect();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The journal cannot be read", e);
        }
    }

    private void await(String what, BooleanSupplier condition) {
        if (!Readiness.isReadyWithin(PATIENCE, condition)) {
            throw new WrongResult("Waited %s in vain for %s, see %s"
                    .formatted(PATIENCE, what, keepers.getFirst().log()));
        }
    }

    @Override
    public void close() {
        keepers.forEach(ServiceProcess::close);
    }
}
