package io.amser.discord.role.sync;

import io.amser.discord.role.lapse.FollowHead;
import io.amser.discord.role.lapse.FollowHead.Progress;
import io.amser.discord.role.reconciliation.AskTheApi;
import io.amser.discord.role.reconciliation.AuthCheck;
import io.amser.discord.role.reconciliation.ReconciliationConfig;
import io.amser.discord.role.reconciliation.Rounds;
import io.amser.discord.role.repetition.Repetition;
import io.amser.discord.role.wish.Wishes;
import io.amser.eventlog.LogConfig;
import io.amser.eventlog.clock.ChainClock;
import io.amser.eventlog.clock.WrittenHead;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Keeps roles as they should be, as long as the service runs: follows chain time, begins rounds, and uses servers' turns. */
@Singleton
class SyncLoop {
    private static final Logger LOG = Logger.getLogger(SyncLoop.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_HEADS = Duration.ofMillis(100);
    private static final Duration WHILE_BUSY = Duration.ofMillis(5);
    private static final Duration WHILE_IDLE = Duration.ofMillis(100);
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);

    private final Pool database;
    private final ChainClock clock;
    private final FollowHead followHead;
    private final Rounds rounds;
    private final SyncServer servers;
    private final SyncMetrics metrics;
    private final SyncConfig config;
    private final Duration inspectEvery;
    private final InstantSource time;
    private final Turns turns = new Turns();
    private final Semaphore room;
    private final List<Repetition> jobs;
    private volatile Optional<WrittenHead> judged = Optional.empty();

    SyncLoop(
            Pool database,
            ChainClock clock,
            FollowHead followHead,
            Wishes wishes,
            Roles roles,
            AuthCheck api,
            SyncConfig config,
            ReconciliationConfig comparison,
            MeterRegistry meters,
            InstantSource time) {
        this.database = database;
        this.clock = clock;
        this.followHead = followHead;
        this.config = config;
        var pace = comparison.reconciliation();
        this.inspectEvery = pace.interval();
        this.time = time;
        this.metrics = new SyncMetrics(meters);
        this.rounds = new Rounds(database, wishes, pace.interval(), pace.membersPerSecond(), time);
        this.room = new Semaphore(config.servers());
        var books = new Books(database, time);
        this.servers = new SyncServer(
                books,
                new InspectServer(books, roles, wishes, time),
                new SyncMember(books, roles, new AskTheApi(api, database, time), metrics, time),
                this::head,
                inspectEvery,
                time);
        this.jobs = List.of(
                new Repetition("heads", this::follow),
                new Repetition("rounds", this::begin),
                new Repetition("turns", this::serve));
    }

    void start(@Observes StartupEvent event, LogConfig log) {
        if (log.connected()) {
            jobs.forEach(Repetition::start);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        for (var job : jobs) {
            job.stop();
        }
        room.tryAcquire(config.servers(), PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** The head by which members are judged; empty while the log is being caught up with. */
    private Optional<WrittenHead> head() {
        return judged.filter(head -> clock.lastWritten()
                .map(newest -> !newest.isAfter(head.written().plus(config.longestLag())))
                .orElse(false));
    }

    private Duration follow() {
        var reached = clock.reached();
        if (reached.isEmpty() || reached.equals(judged)) {
            return BETWEEN_HEADS;
        }
        var progress = followHead.follow(reached.get()).await().atMost(PATIENCE);
        if (progress == Progress.DONE) {
            judged = reached;
        }
        return progress == Progress.NOT_OURS ? BETWEEN_HEADS : WHILE_BUSY;
    }

    private Duration begin() {
        var waiting = rounds.begin().await().atMost(PATIENCE);
        metrics.waiting(waiting.members(), waiting.longest());
        return BETWEEN_ROUNDS;
    }

    private Duration serve() {
        if (head().isEmpty() || room.availablePermits() == 0) {
            return WHILE_IDLE;
        }
        var now = time.instant();
        var taken = turns.take(database, room.availablePermits(), now, now.minus(inspectEvery))
                .await()
                .atMost(PATIENCE);
        taken.forEach(this::serve);
        return taken.isEmpty() ? WHILE_IDLE : WHILE_BUSY;
    }

    private void serve(Turn turn) {
        room.acquireUninterruptibly();
        Thread.ofVirtual().name("server " + turn.guild()).start(() -> {
            try {
                servers.use(turn);
            } catch (RuntimeException e) {
                LOG.warnf("The turn of server %s ends by itself: %s", turn.guild(), e);
            } finally {
                room.release();
            }
        });
    }
}
