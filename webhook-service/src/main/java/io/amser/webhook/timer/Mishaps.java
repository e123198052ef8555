package io.amser.webhook.timer;

import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jboss.logging.Logger;

/** What goes wrong while heads are followed, for the log and for alerts. */
final class Mishaps {
    private static final Logger LOG = Logger.getLogger(Mishaps.class);

    /** What follows from a head. */
    enum Step {
        CONFIRM,
        JUDGE,
        RELEASE
    }

    private final MeterRegistry meters;
    private final Counter setAside;

    Mishaps(MeterRegistry meters) {
        this.meters = meters;
        for (var step : Step.values()) {
            failures(step);
        }
        this.setAside = Counter.builder("amser.webhook.timers.set.aside")
                .description("Subscriptions that could not be judged and are looked at again an hour later")
                .register(meters);
    }

    void failed(Step step, Throwable failure) {
        failures(step).increment();
        LOG.warnf("What time brings is told in a moment (%s): %s", step, failure.getMessage());
    }

    void setAside(SubscriptionKey subscription, ChainTime until, Throwable failure) {
        setAside.increment();
        LOG.errorf(failure, "Subscription %s cannot be judged and is set aside until %s", subscription, until.iso());
    }

    private Counter failures(Step step) {
        return Counter.builder("amser.webhook.time.failures")
                .tag("step", step.name().toLowerCase(Locale.ROOT))
                .description("Attempts to do what follows from a head that failed")
                .register(meters);
    }
}
