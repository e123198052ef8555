package io.amser.webhook.timer;

import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.clock.WrittenHead;
import io.amser.protocol.ChainId;
import io.amser.webhook.announcement.Confirmations;
import io.amser.webhook.delivery.PendingDeliveries;
import io.amser.webhook.endpoint.Certainty;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.InstantSource;

/** Lets merchants hear of what a head makes sure enough. */
final class ConfirmEvents {
    /** Written within milliseconds, so that nobody who delivers waits for it. */
    private static final int MOST_AT_ONCE = 1_000;

    private final Pool database;
    private final Confirmations confirmations;
    private final InstantSource time;
    private final ChainId chain;
    private final JudgedHead judged = new JudgedHead();
    private final PendingDeliveries deliveries = new PendingDeliveries();

    ConfirmEvents(Pool database, Confirmations confirmations, InstantSource time, ChainId chain) {
        this.database = database;
        this.confirmations = confirmations;
        this.time = time;
        this.chain = chain;
    }

    /** Tells what is confirmed; answers how much that was, 0 if somebody else does so. */
    Uni<Integer> confirm(WrittenHead head) {
        return database.withTransaction(tx -> judged.hold(tx, head)
                .chain(held -> held
                        ? confirmations.confirm(tx, head.head(), time.instant(), chain)
                        : Uni.createFrom().item(0)));
    }

    /** Lets deliveries go that have waited for the chain to be sure; an old head only lets go less. */
    Uni<Integer> release(HeadRecord head) {
        return deliveries
                .release(database, Certainty.SAFE, head.safe(), time.instant(), MOST_AT_ONCE)
                .chain(safe -> deliveries
                        .release(database, Certainty.FINALIZED, head.finalized(), time.instant(), MOST_AT_ONCE)
                        .map(last -> safe + last));
    }
}
