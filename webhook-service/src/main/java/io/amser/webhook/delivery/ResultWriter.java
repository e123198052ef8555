package io.amser.webhook.delivery;

import io.amser.webhook.connection.Turn;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Writes results down: in one transaction all that have gathered while the one before was written. A result that is lost costs
 * the receiver a repetition, nothing else: its delivery is still in the table.
 */
final class ResultWriter {
    private static final Logger LOG = Logger.getLogger(ResultWriter.class);
    private static final int MOST_AT_ONCE = 500;

    private final Pool database;
    private final AttemptResults results = new AttemptResults();
    private final InstantSource time;
    private final Duration lease;
    private final Queue<Attempted> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    ResultWriter(Pool database, InstantSource time, Duration lease) {
        this.database = database;
        this.time = time;
        this.lease = lease;
    }

    void add(Attempted attempted) {
        waiting.add(attempted);
        write();
    }

    /** Writes what waits, unless that is being done; after a failure the next call tries again. */
    void write() {
        if (!waiting.isEmpty() && writing.compareAndSet(false, true)) {
            var batch = take();
            Turn.of(() -> save(batch))
                    .subscribe()
                    .with(
                            _ -> {
                                writing.set(false);
                                write();
                            },
                            failure -> {
                                LOG.warnf("Results of deliveries wait for the database: %s", failure.getMessage());
                                waiting.addAll(batch);
                                writing.set(false);
                            });
        }
    }

    /** Whatever was under way when the service was told to stop. */
    boolean isIdle() {
        return waiting.isEmpty() && !writing.get();
    }

    private Uni<Void> save(List<Attempted> batch) {
        return batch.isEmpty()
                ? Uni.createFrom().voidItem()
                : database.withTransaction(tx -> results.record(tx, batch)).replaceWithVoid();
    }

    /** Beyond its lease a result counts for nothing, and is forgotten. */
    private List<Attempted> take() {
        var oldest = time.instant().minus(lease);
        var batch = new ArrayList<Attempted>();
        for (var next = waiting.poll(); next != null; next = batch.size() < MOST_AT_ONCE ? waiting.poll() : null) {
            if (isFresh(next, oldest)) {
                batch.add(next);
            }
        }
        return List.copyOf(batch);
    }

    private static boolean isFresh(Attempted attempted, Instant oldest) {
        return attempted.received().startedAt().isAfter(oldest);
    }
}
