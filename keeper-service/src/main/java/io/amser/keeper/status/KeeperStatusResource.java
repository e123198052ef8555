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
    private @Nullable Told told;

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

    /** Whoever asks at the same time waits for one reading. */
    private synchronized Told ofJournal(ChainTime now) {
        var last = told;
        if (last == null || last.at().plus(BETWEEN_READINGS).isBefore(time.instant())) {
            last = database.inTransaction(
                    session -> new Told(time.instant(), JournalSums.read(session), ChargingFigures.read(session, now)));
            told = last;
        }
        return last;
    }

    private record Told(Instant at, JournalSums sums, ChargingFigures charging) {}
}
