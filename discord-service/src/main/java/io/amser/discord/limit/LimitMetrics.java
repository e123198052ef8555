package io.amser.discord.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How much this replica asks, and how much of it Discord holds against us. */
final class LimitMetrics {
    private final Counter requests;
    private final Counter limited;
    private final Counter invalid;

    LimitMetrics(MeterRegistry registry) {
        this.requests = Counter.builder("amser.discord.requests")
                .description("Requests that Discord has answered")
                .register(registry);
        this.limited = Counter.builder("amser.discord.limited")
                .description("Those that were answered with 429")
                .register(registry);
        this.invalid = Counter.builder("amser.discord.invalid")
                .description(
                        "Those that Discord counts towards a ban: answered with 401, 403 or 429 for a limit of ours")
                .register(registry);
    }

    void answered() {
        requests.increment();
    }

    void limited() {
        limited.increment();
    }

    void invalid() {
        invalid.increment();
    }
}
