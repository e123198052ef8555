package io.amser.eventlog.projection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;

/** Applies a batch in which something is wrong: halves it until the records at fault are alone, and sets them aside. */
final class Isolation {
    private final Projection projection;
    private final DeadLetters deadLetters;

    Isolation(Projection projection, DeadLetters deadLetters) {
        this.projection = projection;
        this.deadLetters = deadLetters;
    }

    Uni<Void> apply(SqlConnection tx, List<LogRecord> records) {
        var done = Uni.createFrom().voidItem();
        var run = new ArrayList<LogRecord.Decoded>();
        for (var record : records) {
            switch (record) {
                case LogRecord.Decoded decoded -> run.add(decoded);
                case LogRecord.OfAnotherChain _ -> {}
                case LogRecord.Undecodable undecodable -> {
                    var before = List.copyOf(run);
                    run.clear();
                    done = done.chain(() -> applyRun(tx, before))
                            .chain(() -> setAside(tx, undecodable, undecodable.reason()));
                }
            }
        }
        return done.chain(() -> applyRun(tx, run));
    }

    private Uni<Void> applyRun(SqlConnection tx, List<LogRecord.Decoded> run) {
        return run.isEmpty()
                ? Uni.createFrom().voidItem()
                : Transaction.execute(tx, "SAVEPOINT isolation")
                        .chain(() -> projection.applyLogged(tx, events(run)))
                        .chain(() -> Transaction.execute(tx, "RELEASE SAVEPOINT isolation"))
                        .onFailure(Blame::isTheRecords)
                        .recoverWithUni(failure -> rollBack(tx).chain(() -> divide(tx, run, failure)));
    }

    private Uni<Void> divide(SqlConnection tx, List<LogRecord.Decoded> run, Throwable failure) {
        if (run.size() == 1) {
            return setAside(tx, run.getFirst(), failure.toString());
        }
        var middle = run.size() / 2;
        return applyRun(tx, run.subList(0, middle)).chain(() -> applyRun(tx, run.subList(middle, run.size())));
    }

    private Uni<Void> setAside(SqlConnection tx, LogRecord record, String reason) {
        return deadLetters.send(record.raw(), reason).chain(() -> projection.poisoned(tx, Poisons.of(record, reason)));
    }

    private static Uni<Void> rollBack(SqlConnection tx) {
        return Transaction.execute(tx, "ROLLBACK TO SAVEPOINT isolation")
                .chain(() -> Transaction.execute(tx, "RELEASE SAVEPOINT isolation"));
    }

    private static List<LoggedEvent> events(List<LogRecord.Decoded> run) {
        return run.stream().map(LogRecord.Decoded::logged).toList();
    }
}
