package io.amser.api.status;

import io.amser.api.freshness.Freshness;
import io.amser.api.freshness.Progress;
import io.amser.eventlog.readmodel.DueSubscriptions;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What is due and not charged, counted every few seconds at most. */
@ApplicationScoped
public class Backlogs {
    private static final Logger LOG = Logger.getLogger(Backlogs.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DueSubscriptions due = new DueSubscriptions();
    private final Pool database;
    private final Freshness freshness;
    private final InstantSource wallTime;
    private final Uni<Optional<KeeperBacklog>> answer;

    Backlogs(@ReactiveDataSource("reports") Pool database, Freshness freshness, InstantSource wallTime) {
        this.database = database;
        this.freshness = freshness;
        this.wallTime = wallTime;
        this.answer =
                Figure.of(this::ask, PATIENCE, failure -> LOG.warnf("What is due cannot be counted: %s", failure));
    }

    /** Empty before anything is indexed, and while the database does not answer. */
    public Uni<Optional<KeeperBacklog>> now() {
        return answer;
    }

    private Uni<Optional<KeeperBacklog>> ask() {
        return freshness
                .progress()
                .map(this::count)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Optional<KeeperBacklog>> count(Progress progress) {
        return due.backlog(database, progress.timeAt(wallTime.instant()))
                .map(KeeperBacklog::of)
                .map(Optional::of);
    }
}
