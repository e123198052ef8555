package io.amser.keeper.outbox;

import io.amser.eventlog.PaymentAtRisk;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.wire.AtRiskWire;
import io.amser.keeper.sql.Database;
import io.amser.keeper.sql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Publishes what waits in the outbox, in its order. */
final class Relay {
    private static final int AT_ONCE = 100;

    private final Database database;
    private final Supplier<Producer<byte[], byte[]>> producer;

    /** @param producer is asked for once something waits */
    Relay(Database database, Supplier<Producer<byte[], byte[]>> producer) {
        this.database = database;
        this.producer = producer;
    }

    /** Publishes some; whether there may be more. What the brokers did not take is tried again with the next call. */
    boolean publish() {
        var outcome = database.inTransaction(session -> Outbox.lock(session) ? publish(session) : Outcome.NOTHING);
        outcome.failure().ifPresent(failure -> {
            throw failure;
        });
        return outcome.more();
    }

    private Outcome publish(Session session) {
        var waiting = Outbox.waiting(session, AT_ONCE);
        if (waiting.isEmpty()) {
            Outbox.forget(session);
            return Outcome.NOTHING;
        }
        var sending = send(waiting);
        var taken = new ArrayList<PaymentAtRisk>();
        var failure = await(sending, waiting, taken);
        Outbox.published(session, taken);
        return new Outcome(failure.isEmpty() && waiting.size() == AT_ONCE, failure);
    }

    /** Up to the first one that is refused at once: each that waits for a broker in vain takes seconds. */
    private List<Future<?>> send(List<PaymentAtRisk> waiting) {
        var sending = new ArrayList<Future<?>>(waiting.size());
        for (var risk : waiting) {
            var sent = producer.get().send(AtRiskWire.record(Topic.KEEPER_EVENTS.name(), risk));
            sending.add(sent);
            if (sent.state() == Future.State.FAILED) {
                break;
            }
        }
        return sending;
    }

    private static Optional<KafkaException> await(
            List<Future<?>> sending, List<PaymentAtRisk> waiting, List<PaymentAtRisk> taken) {
        var failure = Optional.<KafkaException>empty();
        for (var i = 0; i < sending.size(); i++) {
            try {
                sending.get(i).get();
                taken.add(waiting.get(i));
            } catch (ExecutionException e) {
                failure = Optional.of(new KafkaException("No broker took a record: " + e.getMessage(), e));
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        return failure;
    }

    private record Outcome(boolean more, Optional<KafkaException> failure) {
        static final Outcome NOTHING = new Outcome(false, Optional.empty());
    }
}
