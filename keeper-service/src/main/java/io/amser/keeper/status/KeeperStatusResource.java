package io.amser.keeper.status;

import io.amser.keeper.chain.Head;
import io.amser.keeper.charging.Condition;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.key.Signer;
import io.amser.keeper.sql.Database;
import io.amser.protocol.ChainTime;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Tells operators how the keeper is doing; not for the public. */
@Path("/keeper/status")
class KeeperStatusResource {
    private final Database database;
    private final Signer signer;
    private final Condition condition;
    private final Concerns concerns;

    KeeperStatusResource(Database database, Signer signer, Condition condition, Concerns concerns) {
        this.database = database;
        this.signer = signer;
        this.condition = condition;
        this.concerns = concerns;
    }

    @GET
    @RunOnVirtualThread
    public KeeperStatusView status() {
        var now = condition.head().map(Head::time).orElse(new ChainTime(0));
        return database.inTransaction(session -> KeeperStatusView.of(
                signer.address(),
                condition,
                JournalSums.read(session),
                ChargingFigures.read(session, now),
                concerns.sentences()));
    }
}
