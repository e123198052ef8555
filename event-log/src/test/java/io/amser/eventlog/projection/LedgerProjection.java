package io.amser.eventlog.projection;

import io.amser.eventlog.PublishedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The ledger as the projection of a service. */
@ApplicationScoped
class LedgerProjection implements Projection {

    @Override
    public Uni<Void> apply(SqlConnection tx, List<PublishedEvent> events) {
        return Ledger.enter(tx, events.stream().map(PublishedEvent::recordId).toList());
    }

    @Override
    public Uni<Void> poisoned(SqlConnection tx, Poison poison) {
        return Uni.createFrom().voidItem();
    }
}
