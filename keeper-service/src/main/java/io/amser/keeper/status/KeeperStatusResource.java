package io.amser.keeper.status;

import io.amser.keeper.chain.Head;
import io.amser.keeper.charging.Condition;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.key.Signer;
import io.amser.keeper.sql.Database;
import io.amser.protocol.ChainTime;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Tells operators how the keeper is doing; not for the public. */
@Path("/keeper/status")
@Singleton
class KeeperStatusResource {
    /** A day's journal is long, and every replica of the API asks. */
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(3);

    private final Database database;
    private final Signer signer;
    private final Condition condition;
    private final Concerns concerns;
    private final InstantSource time;
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile @Nullable Told told;

    KeeperStatusResource(Database database, Signer signer, Condition condition, Concerns concerns, InstantSource time) {
        this.database = database;
        this.signer = signer;
        this.condition = condition;
        this.concerns = concerns;
        this.time = time;
    }

    @GET
    @RunOnVirtualThread
    public KeeperStatusView status() {
        var now = condition.head().map(Head::time).orElse(new ChainTime(0));
        var told = ofJournal(now);
        return KeeperStatusView.of(signer.address(), condition, told.sums(), told.charging(), concerns.sentences());
    }

    /** Only the first one ever waits for a reading; the others get the last one, and one of them has it read anew. */
    private Told ofJournal(ChainTime now) {
        var last = told;
        if (last == null) {
            return readOnce(now);
        }
        if (last.at().plus(BETWEEN_READINGS).isBefore(time.instant()) && reading.compareAndSet(false, true)) {
            Thread.ofVirtual().name("read the journal").start(() -> readAnew(now));
        }
        return last;
    }

    private synchronized Told readOnce(ChainTime now) {
        var last = told;
        return last == null ? read(now) : last;
    }

    private void readAnew(ChainTime now) {
        try {
            read(now);
        } finally {
            reading.set(false);
        }
    }

    private Told read(ChainTime now) {
        var read = database.inTransaction(
                session -> new Told(time.instant(), JournalSums.read(session), ChargingFigures.read(session, now)));
        told = read;
        return read;
    }

    private record Told(Instant at, JournalSums sums, ChargingFigures charging) {}
}
