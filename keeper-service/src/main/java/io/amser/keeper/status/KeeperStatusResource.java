package io.amser.keeper.status;

import io.amser.keeper.chain.Head;
import io.amser.keeper.charging.Condition;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.key.Signer;
import io.amser.keeper.sql.Database;
import io.amser.keeper.sql.Session;
import io.amser.protocol.ChainTime;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.InstantSource;

/** Tells operators how the keeper is doing; not for the public. */
@Path("/keeper/status")
@Singleton
class KeeperStatusResource {
    private final Signer signer;
    private final Condition condition;
    private final Concerns concerns;
    /** A day's journal is long, and every replica of the API asks. */
    private final Kept<Told> told;

    KeeperStatusResource(Database database, Signer signer, Condition condition, Concerns concerns, InstantSource time) {
        this.signer = signer;
        this.condition = condition;
        this.concerns = concerns;
        this.told = new Kept<>(
                () -> database.inTransaction(this::read),
                time,
                reading -> Thread.ofVirtual().name("read the journal").start(reading));
    }

    @GET
    @RunOnVirtualThread
    public KeeperStatusView status() {
        var journal = told.get();
        return KeeperStatusView.of(
                signer.address(), condition, journal.sums(), journal.charging(), concerns.sentences());
    }

    private Told read(Session session) {
        var now = condition.head().map(Head::time).orElse(new ChainTime(0));
        return new Told(JournalSums.read(session), ChargingFigures.read(session, now));
    }

    private record Told(JournalSums sums, ChargingFigures charging) {}
}
