package io.amser.webhook;

import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.projection.Poison;
import io.amser.eventlog.projection.Projection;
import io.amser.eventlog.readmodel.Changes;
import io.amser.eventlog.readmodel.IncompleteMarks;
import io.amser.eventlog.readmodel.ReadModel;
import io.amser.webhook.intake.Intake;
import io.amser.webhook.timer.Timers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Folds the log into the state that webhooks tell of, and tells merchants what has changed. */
@ApplicationScoped
class WebhookProjection implements Projection {
    private final ReadModel readModel = new ReadModel();
    private final IncompleteMarks marks = new IncompleteMarks();
    private final Timers timers = new Timers();
    private final Intake intake;

    WebhookProjection(Intake intake) {
        this.intake = intake;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<PublishedEvent> events) {
        return readModel
                .apply(tx, events)
                .map(Changes::events)
                .chain(changes -> timers.touch(tx, changes).chain(() -> intake.follow(tx, changes)));
    }

    @Override
    public Uni<Void> poisoned(SqlConnection tx, Poison poison) {
        return marks.mark(tx, poison);
    }
}
