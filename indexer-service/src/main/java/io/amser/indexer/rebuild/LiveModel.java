package io.amser.indexer.rebuild;

import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.position.LogIdentity;
import io.amser.eventlog.position.LogOffsets;
import io.amser.eventlog.position.LogTopic;
import io.amser.eventlog.publishing.PublishedHeads;
import io.amser.protocol.ChainId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/** The read model that a service answers from, seen at rest between two blocks. */
final class LiveModel {
    private static final int MOST_ATTEMPTS = 200;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(300);

    private final DatabaseAddress address;
    private final Pool pool;
    private final Map<String, Object> kafka;
    private final ChainId chain;
    private final LogIdentity log;

    LiveModel(DatabaseAddress address, Postgres postgres, Map<String, Object> kafka, ChainId chain) {
        this.address = address;
        this.pool = postgres.connect(address);
        this.kafka = kafka;
        this.chain = chain;
        this.log = log(kafka);
    }

    private static LogIdentity log(Map<String, Object> kafka) {
        try (var topic = new LogTopic(Admin.create(kafka))) {
            return topic.lookUp().await().indefinitely();
        } catch (RuntimeException e) {
            throw CannotCompare.because(
                    "Kafka at " + kafka.get("bootstrap.servers") + " does not tell of the log: does the platform run?",
                    e);
        }
    }

    /** @throws CannotCompare if nothing was ever published for this chain */
    HeadRecord newestHead() {
        return PublishedHeads.newest(kafka, chain)
                .orElseThrow(() ->
                        new CannotCompare("No block of chain " + chain + " was ever published: does the indexer run?"))
                .head();
    }

    /**
     * The tables, in one transaction, at a moment when they hold exactly what the newest head tells.
     *
     * <p>The head is read after the snapshot was made. If the snapshot holds everything that this head tells, it holds
     * nothing beyond: records come with their head, in one transaction.
     */
    Snapshot rest() {
        for (var attempt = 1; ; attempt++) {
            var snapshot = Snapshot.begin(Postgres.await(pool.getConnection(), address));
            var positions = Postgres.await(LogOffsets.read(snapshot.connection(), log), address);
            var head = newestHead();
            var behind = behind(positions, head);
            if (behind == 0) {
                return snapshot.at(head);
            }
            snapshot.close();
            if (attempt == MOST_ATTEMPTS) {
                throw new CannotCompare("The tables of " + address + " are " + behind
                        + " records behind the log and do not catch up: does the service run that fills them?");
            }
            pause();
        }
    }

    private static long behind(Map<Integer, Long> positions, HeadRecord head) {
        var ends = head.endOffsets();
        return IntStream.range(0, ends.size())
                .mapToLong(partition -> ends.get(partition) - positions.getOrDefault(partition, 0L))
                .filter(records -> records > 0)
                .sum();
    }

    /** A moment later block, tables and nodes may agree. */
    static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotCompare("Interrupted", e);
        }
    }

    /** One transaction that sees the tables as they were when it began. */
    record Snapshot(SqlConnection connection, Optional<HeadRecord> reached) implements AutoCloseable {
        private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

        private static Snapshot begin(SqlConnection connection) {
            Postgres.await(connection.query(BEGIN).execute());
            return new Snapshot(connection, Optional.empty());
        }

        private Snapshot at(HeadRecord head) {
            return new Snapshot(connection, Optional.of(head));
        }

        HeadRecord head() {
            return reached.orElseThrow();
        }

        @Override
        public void close() {
            Postgres.await(connection.query("ROLLBACK").execute());
            Postgres.await(connection.close());
        }
    }
}
