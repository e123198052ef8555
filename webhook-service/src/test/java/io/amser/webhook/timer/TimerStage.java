package io.amser.webhook.timer;

import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.ChainTime;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.Subscription;
import io.amser.protocol.subscription.SubscriptionAt;
import io.amser.webhook.announcement.Confirmations;
import io.amser.webhook.endpoint.EndpointState;
import io.amser.webhook.event.Samples;
import io.amser.webhook.intake.IntakeDatabase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The sampled subscription, charged once, a chain that goes on block by block, and replicas that judge by it. */
final class TimerStage {
    static final Instant NOW = Instant.parse("2026-04-01T12:00:00Z");
    static final Duration NOTICE = Duration.ofDays(3);
    static final ChainTime PAID = Samples.START;
    static final ChainTime WINDOW_ENDS = PAID.plus(Samples.MONTH).plus(Samples.MONTH);
    static final ChainTime ACCESS_ENDS = PAID.plus(Samples.MONTH).plus(Samples.GRACE);
    static final ChainTime ALLOWANCE_ENDS = PAID.plus(Duration.ofDays(300));

    final IntakeDatabase database;
    final UUID endpoint;
    private final List<ChainEvent> events = new ArrayList<>();
    private Confirmations confirmations = new Confirmations(1);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private long safe;
    private long finalized;
    private int written;

    /** What happens before the tests begin: a month has been paid in block 3. */
    TimerStage(IntakeDatabase database) {
        this.database = database;
        database.empty();
        database.confirmations(1);
        this.endpoint = database.endpoint(Samples.MERCHANT, EndpointState.ACTIVE);
        var first = at(1, PAID);
        apply(first.deployed(), Samples.planCreated(), first.created(ALLOWANCE_ENDS.seconds()));
        apply(at(3, PAID).charged(state(PAID)));
        judge(at(3, PAID));
    }

    /** From now on so many blocks have to confirm what is told. */
    void confirmations(int depth) {
        confirmations = new Confirmations(depth);
        database.confirmations(depth);
    }

    /** What heads say from now on. */
    void finality(long safe, long finalized) {
        this.safe = safe;
        this.finalized = finalized;
    }

    static Branch at(long block, ChainTime time) {
        return new Branch(0, block, time);
    }

    static Branch otherAt(long block, ChainTime time) {
        return new Branch(1, block, time);
    }

    JudgeLapses replica() {
        return new JudgeLapses(database.pool(), confirmations, () -> NOW, Samples.CHAIN, NOTICE, new Mishaps(meters));
    }

    /** Once, whatever fails. */
    FollowHead.Progress follow(Branch head, Long... reached) {
        var confirm = new ConfirmEvents(database.pool(), confirmations, () -> NOW, Samples.CHAIN);
        return new FollowHead(confirm, replica(), new Mishaps(meters))
                .follow(head.head(++written, safe, finalized, reached))
                .await()
                .indefinitely();
    }

    double counted(String meter) {
        return meters.get(meter).counters().stream().mapToDouble(Counter::count).sum();
    }

    void apply(ChainEvent... more) {
        events.addAll(List.of(more));
        database.apply(Stream.of(more).map(PublishedEvent::of).toArray(PublishedEvent[]::new));
    }

    void retract(ChainEvent... gone) {
        events.removeAll(List.of(gone));
        database.apply(Stream.of(gone).map(PublishedEvent::retractionOf).toArray(PublishedEvent[]::new));
    }

    /** Until nothing more follows from it. */
    void judge(Branch head, Long... reached) {
        var by = head.head(++written, safe, finalized, reached);
        var confirm = new ConfirmEvents(database.pool(), confirmations, () -> NOW, Samples.CHAIN);
        while (confirm.confirm(by).await().indefinitely() > 0) {}
        while (replica().judge(by).await().indefinitely() > 0) {}
        while (confirm.release(by.head()).await().indefinitely() > 0) {}
    }

    SubscriptionAt state(ChainTime now) {
        return subscription().at(now, Plan.of(Samples.planCreated()), false, ProcessorPauses.NEVER);
    }

    Subscription subscription() {
        return Branch.fold(events);
    }

    /** The types of all that was told after the first payment, in their order. */
    List<String> told() {
        return bodies().stream().map(body -> body.getString("type")).toList();
    }

    List<JsonObject> bodies() {
        return database
                .query(
                        "SELECT body FROM event WHERE merchant = $1 AND position > 3 ORDER BY position",
                        Tuple.of(Samples.MERCHANT.value()))
                .stream()
                .map(row -> new JsonObject(row.getBuffer("body").getDelegate()))
                .toList();
    }

    long delivered() {
        return database.query("SELECT count(*) FROM pending_delivery WHERE endpoint = $1", Tuple.of(endpoint))
                .getFirst()
                .getLong(0);
    }
}
