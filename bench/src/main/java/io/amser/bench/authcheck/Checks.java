package io.amser.bench.authcheck;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Requests that ask for wallets at random, each of which is authorized. */
final class Checks {

    private final Population population;
    private final Random random;

    Checks(Population population, long seed) {
        this.population = population;
        this.random = new Random(seed);
    }

    byte[] next() {
        var subscription = random.nextInt(population.subscriptions());
        return """
                GET /v0/auth/check?module_address=%s&wallet=%s&plan_ids=%s HTTP/1.1\r
                Host: localhost\r
                \r
                """.formatted(population.module(subscription), Population.wallet(subscription), Population.PLANS)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
