package io.amser.devstack.discord;

import java.util.concurrent.atomic.AtomicLong;

/** What the bot has asked so far. */
public final class Traffic {
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong tooMany = new AtomicLong();

    Traffic() {}

    void countRequest() {
        requests.incrementAndGet();
    }

    void countTooMany() {
        tooMany.incrementAndGet();
    }

    /** To the API of bots, refused ones too. */
    public long requests() {
        return requests.get();
    }

    /** Those that were answered with 429. */
    public long tooMany() {
        return tooMany.get();
    }
}
