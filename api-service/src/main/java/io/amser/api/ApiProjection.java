package io.amser.api;

import io.amser.api.activity.Activities;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.projection.Poison;
import io.amser.eventlog.projection.Projection;
import io.amser.eventlog.readmodel.IncompleteMarks;
import io.amser.eventlog.readmodel.ReadModel;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Folds the log into the tables that the API reads. */
@ApplicationScoped
class ApiProjection implements Projection {
    private final ReadModel readModel = new ReadModel();
    private final IncompleteMarks marks = new IncompleteMarks();
    private final Activities activities;

    ApiProjection(Activities activities) {
        this.activities = activities;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<PublishedEvent> events) {
        return readModel.apply(tx, events).chain(changes -> activities.follow(tx, changes.events()));
    }

    @Override
    public Uni<Void> poisoned(SqlConnection tx, Poison poison) {
        return marks.mark(tx, poison);
    }
}
