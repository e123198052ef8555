package io.amser.discord.limit;

import java.util.concurrent.locks.ReentrantLock;

/** Those who wait for one bucket; only who holds the lock may ask, and knows what the one before was told. */
final class Line {
    final ReentrantLock lock = new ReentrantLock(true);
    private volatile Bucket bucket = Bucket.UNKNOWN;

    Bucket bucket() {
        return bucket;
    }

    void now(Bucket known) {
        bucket = known;
    }
}
