package io.amser.eventlog.projection;

import io.amser.eventlog.position.Advance;
import io.amser.eventlog.position.LogIdentity;
import io.amser.eventlog.position.LogOffsets;
import io.amser.eventlog.position.LogTopic;
import io.amser.protocol.ChainId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Applies what was polled and moves the position, in one transaction; tries until it is done or the log is another. */
final class BatchProjection {
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Pool database;
    private final LogTopic topic;
    private final Projection projection;
    private final Isolation isolation;
    private final Positions positions;
    private final ConsumerState state;
    private final BatchReader reader;

    BatchProjection(
            ChainId chain,
            Pool database,
            LogTopic topic,
            Projection projection,
            DeadLetters deadLetters,
            Positions positions,
            ConsumerState state) {
        this.database = database;
        this.topic = topic;
        this.projection = projection;
        this.isolation = new Isolation(projection, deadLetters);
        this.positions = positions;
        this.state = state;
        this.reader = new BatchReader(chain, state);
    }

    /** Fails only with {@link LogStopped}. */
    Uni<Applied> apply(ConsumerRecords<byte[], byte[]> polled) {
        var batch = reader.read(polled);
        return Uni.createFrom()
                .deferred(() -> attempt(batch, positions.now()))
                .onFailure(this::canPass)
                .recoverWithUni(failure -> persist(batch, failure))
                .invoke(state::goesOn);
    }

    /** After a failure nothing is believed any more: it may have struck after the commit. */
    private Uni<Applied> persist(Batch batch, Throwable failure) {
        state.waits(failure);
        return Uni.createFrom()
                .deferred(() -> readAgain().chain(rows -> attempt(batch, rows)))
                .onFailure(this::canPass)
                .invoke(state::waits)
                .onFailure(this::canPass)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    private boolean canPass(Throwable failure) {
        return !(failure instanceof LogStopped);
    }

    private Uni<Map<Integer, Long>> readAgain() {
        return LogOffsets.read(database, log()).invoke(rows -> {
            requireNoneBefore(positions.now(), rows);
            positions.moved(rows);
        });
    }

    /** The records between such a row and ours have passed by, and only a new start brings them again. */
    private void requireNoneBefore(Map<Integer, Long> believed, Map<Integer, Long> rows) {
        believed.forEach((partition, position) -> {
            if (rows.getOrDefault(partition, 0L) < position) {
                throw stop("The table of positions went back, from offset " + position + " to "
                        + rows.getOrDefault(partition, 0L) + " of partition " + partition
                        + ", while the service ran. Start the service again.");
            }
        });
    }

    private LogStopped stop(String sentence) {
        state.stop(sentence);
        return new LogStopped(sentence);
    }

    private LogIdentity log() {
        return positions.log().orElseThrow(() -> new IllegalStateException("Records came before an assignment"));
    }

    private Uni<Applied> attempt(Batch batch, Map<Integer, Long> rows) {
        if (state.stopped().isPresent()) {
            return Uni.createFrom().failure(new LogStopped(state.stopped().get()));
        }
        var left = batch.after(rows);
        var steps = left.advances(rows);
        return left.isEmpty()
                ? Uni.createFrom().item(new Applied(steps, 0))
                : transact(left, steps)
                        .invoke(() -> positions.moved(reached(steps)))
                        .replaceWith(() -> new Applied(steps, left.events().size()));
    }

    private static Map<Integer, Long> reached(List<Advance> steps) {
        return steps.stream().collect(Collectors.toMap(Advance::partition, Advance::to));
    }

    private Uni<Void> transact(Batch batch, List<Advance> steps) {
        return batch.isDecoded()
                ? transaction(steps, tx -> projection.applyLogged(tx, batch.events()))
                        .onFailure(Blame::isTheRecords)
                        .recoverWithUni(() -> transaction(steps, tx -> isolation.apply(tx, batch.records())))
                : transaction(steps, tx -> isolation.apply(tx, batch.records()));
    }

    private Uni<Void> transaction(List<Advance> steps, Function<SqlConnection, Uni<Void>> work) {
        return sameLog()
                .chain(log -> Transaction.on(
                        database, tx -> LogOffsets.advance(tx, log, steps).chain(() -> work.apply(tx))));
    }

    /** Asked after the records were fetched, so that records of a topic that was recreated are never applied. */
    private Uni<LogIdentity> sameLog() {
        return topic.lookUp().invoke(found -> {
            if (!found.equals(log())) {
                throw stop(Recreation.sentence(log(), found));
            }
        });
    }
}
