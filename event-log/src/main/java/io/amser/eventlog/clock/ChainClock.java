package io.amser.eventlog.clock;

import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.position.LogOffsets;
import io.amser.eventlog.position.LogTopic;
import io.amser.protocol.ChainTime;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The time by which this service answers: that of the newest head of which it has applied everything.
 *
 * <p>It may go down with a reorganisation, and it never moves by itself. Reading it costs nothing.
 */
@Singleton
@IfBuildProperty(name = "amser.log.projection", stringValue = "true", enableIfMissing = true)
public class ChainClock {
    private static final Logger LOG = Logger.getLogger(ChainClock.class);

    private final Pool database;
    private final LogTopic topic;
    private final HeadsInWaiting heads = new HeadsInWaiting();
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile boolean knowsNewest;
    private volatile Map<Integer, Long> rows = Map.of();

    ChainClock(Pool database, LogTopic topic) {
        this.database = database;
        this.topic = topic;
    }

    /** Empty until the service has caught up with a head for the first time since it started. */
    public Optional<ChainTime> now() {
        return applied().map(HeadRecord::timestamp);
    }

    /** The head up to which the service's tables tell everything, whichever replica applied it. */
    public Optional<HeadRecord> applied() {
        return reached().map(WrittenHead::head);
    }

    /** The same as it was written, by which replicas tell whose head is the newer one. */
    public Optional<WrittenHead> reached() {
        return heads.applied();
    }

    /** The newest head that the indexer has published. */
    public Optional<HeadRecord> newest() {
        return heads.newest().map(WrittenHead::head);
    }

    /** When the indexer last said which head is the newest, by its own clock: it repeats itself while no block comes. */
    public Optional<Instant> lastWritten() {
        return heads.newest().map(WrittenHead::written);
    }

    /** How many records of a partition, up to the newest head, are not applied yet. */
    public long lag(int partition) {
        var end = newest().map(HeadRecord::endOffsets)
                .filter(ends -> partition < ends.size())
                .map(ends -> ends.get(partition))
                .orElse(0L);
        return Math.max(0, end - rows.getOrDefault(partition, 0L));
    }

    void add(WrittenHead head) {
        heads.add(head);
    }

    /** From now on the clock answers: before, the heads of long ago went by. */
    void knowsNewest() {
        knowsNewest = true;
    }

    /** Looks how far the service has come, if a head waits for it. */
    public void refresh() {
        if (knowsNewest && heads.anyWaits() && reading.compareAndSet(false, true)) {
            readRows()
                    .eventually(() -> reading.set(false))
                    .subscribe()
                    .with(this::reached, failure -> LOG.debugf("The clock stands: %s", failure));
        }
    }

    private Uni<Map<Integer, Long>> readRows() {
        return topic.lastSeen().chain(log -> LogOffsets.read(database, log));
    }

    private void reached(Map<Integer, Long> read) {
        rows = read;
        heads.reached(read);
    }
}
