package io.amser.acceptance.agreement;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.process.Readiness;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Chain, topic, tables and API, held against each other. */
public final class Agreement {

    /** Services may be a moment behind; what is wrong for so long stays wrong. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stage stage;

    private Agreement(Stage stage) {
        this.stage = stage;
    }

    /** Looks until everything agrees, and says what still does not when the patience is over. */
    public static Verdict on(Stage stage) {
        stage.awaitIndexed();
        var agreement = new Agreement(stage);
        var last = new AtomicReference<>(agreement.now());
        Readiness.isReadyWithin(PATIENCE, () -> {
            if (!last.get().holds()) {
                last.set(agreement.now());
            }
            return last.get().holds();
        });
        return last.get();
    }

    private Verdict now() {
        var events = stage.chain().events();
        var topic = TopicAgreement.of(events, stage.log());
        var wrong = new ArrayList<>(topic.wrong());
        wrong.addAll(new MoneyAgreement(stage, events).wrong());
        wrong.addAll(new PlanAgreement(stage, events).wrong());
        wrong.addAll(new SubscriptionAgreement(stage, events).wrong());
        wrong.addAll(new ActivityAgreement(stage, events).wrong());
        wrong.addAll(TableAgreement.wrong(stage));
        wrong.addAll(DeadLetterAgreement.wrong(stage));
        return new Verdict(
                count(SubscriptionCreated.class, events),
                count(ExecutionExecuted.class, events),
                count(ExecutionFailed.class, events),
                topic.missing(),
                topic.doubled(),
                wrong);
    }

    private static int count(Class<?> kind, Iterable<?> events) {
        int count = 0;
        for (var event : events) {
            count += kind.isInstance(event) ? 1 : 0;
        }
        return count;
    }
}
