package io.amser.webhook;

import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.projection.LoggedEvent;
import io.amser.eventlog.projection.Poison;
import io.amser.eventlog.projection.Projection;
import io.amser.eventlog.readmodel.AppliedEvent;
import io.amser.eventlog.readmodel.Changes;
import io.amser.eventlog.readmodel.IncompleteMarks;
import io.amser.eventlog.readmodel.ReadModel;
import io.amser.webhook.intake.Intake;
import io.amser.webhook.intake.ToldLog;
import io.amser.webhook.timer.Timers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Folds the log into the state that webhooks tell of, and tells merchants what has changed: of each record once, however
 * often the tables are built anew.
 */
@ApplicationScoped
public class WebhookProjection implements Projection {
    private final ReadModel readModel = new ReadModel();
    private final IncompleteMarks marks = new IncompleteMarks();
    private final Timers timers = new Timers();
    private final ToldLog toldLog = new ToldLog();
    private final Intake intake;

    public WebhookProjection(Intake intake) {
        this.intake = intake;
    }

    @Override
    public Uni<Void> applyLogged(SqlConnection tx, List<LoggedEvent> events) {
        return toldLog.divide(tx, events)
                .chain(divided -> fold(tx, divided.known()).chain(() -> apply(tx, divided.news())));
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<PublishedEvent> events) {
        return fold(tx, events).chain(changes -> intake.follow(tx, changes));
    }

    private Uni<List<AppliedEvent>> fold(SqlConnection tx, List<PublishedEvent> events) {
        return events.isEmpty()
                ? Uni.createFrom().item(List.of())
                : readModel.apply(tx, events).map(Changes::events).call(changes -> timers.touch(tx, changes));
    }

    @Override
    public Uni<Void> poisoned(SqlConnection tx, Poison poison) {
        return marks.mark(tx, poison);
    }
}
