package io.amser.keeper.schedule;

import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.projection.Poison;
import io.amser.eventlog.projection.Projection;
import io.amser.eventlog.readmodel.IncompleteMarks;
import io.amser.eventlog.readmodel.ReadModel;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Keeps the due windows in step with the log, in the transaction that applies it. */
@ApplicationScoped
public class DueProjection implements Projection {
    private final ReadModel readModel = new ReadModel();
    private final DueWindows windows = new DueWindows();
    private final IncompleteMarks marks = new IncompleteMarks();

    @Override
    public Uni<Void> apply(SqlConnection tx, List<PublishedEvent> events) {
        return readModel.apply(tx, events).chain(changes -> windows.derive(tx, changes));
    }

    @Override
    public Uni<Void> poisoned(SqlConnection tx, Poison poison) {
        return marks.mark(tx, poison);
    }
}
