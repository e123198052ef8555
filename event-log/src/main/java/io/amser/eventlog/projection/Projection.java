package io.amser.eventlog.projection;

import io.amser.eventlog.PublishedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/**
 * What a service makes of the log: its tables, written in the transaction that moves the service's position.
 *
 * <p>A call may be repeated after a rollback, with the same events or with some of them.
 */
public interface Projection {

    /** Applies events, in the order of the log for each module. A failure that is no outage costs the record at fault. */
    Uni<Void> apply(SqlConnection tx, List<PublishedEvent> events);

    /** As {@link #apply}, for a service to which it matters where in the log an event stands. */
    default Uni<Void> applyLogged(SqlConnection tx, List<LoggedEvent> events) {
        return apply(tx, events.stream().map(LoggedEvent::event).toList());
    }

    /** Marks what a record that can never be applied leaves incomplete. */
    Uni<Void> poisoned(SqlConnection tx, Poison poison);
}
