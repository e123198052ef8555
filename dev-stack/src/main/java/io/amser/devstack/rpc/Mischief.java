package io.amser.devstack.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** The faults that hold now, which of them strike a request, and how often each kind has done so. */
final class Mischief {

    private final Random random;
    private final List<Standing> standing = new CopyOnWriteArrayList<>();
    private final Map<Class<? extends Fault>, AtomicLong> deeds = new ConcurrentHashMap<>();

    Mischief(long seed) {
        this.random = new Random(seed);
    }

    /**
     * A fault that holds.
     *
     * @param share of the requests that it strikes, up to 1
     * @param limit what a limit of requests counts
     */
    record Standing(Fault fault, double share, CountDownLatch ended, Optional<RequestWindow> limit) {}

    void begin(Fault fault, double share) {
        var limit = fault instanceof Fault.RequestLimit requests
                ? Optional.of(new RequestWindow(requests.perSecond()))
                : Optional.<RequestWindow>empty();
        standing.add(new Standing(fault, share, new CountDownLatch(1), limit));
    }

    void end(Fault fault) {
        standing.stream().filter(one -> one.fault().equals(fault)).forEach(this::end);
    }

    void endAll() {
        standing.forEach(this::end);
    }

    private void end(Standing one) {
        standing.remove(one);
        one.ended().countDown();
    }

    /** Those that strike the next request, in the order in which they began. */
    List<Standing> strike() {
        var striking = new ArrayList<Standing>();
        for (var one : standing) {
            if (one.share() >= 1 || draw() < one.share()) {
                striking.add(one);
            }
        }
        return striking;
    }

    private double draw() {
        synchronized (random) {
            return random.nextDouble();
        }
    }

    /** A place inside something of this length, neither its beginning nor its end. */
    int placeIn(int length) {
        synchronized (random) {
            return length < 2 ? 0 : 1 + random.nextInt(length - 1);
        }
    }

    void did(Fault fault) {
        deeds.computeIfAbsent(fault.getClass(), _ -> new AtomicLong()).incrementAndGet();
    }

    long deeds(Class<? extends Fault> kind) {
        return Optional.ofNullable(deeds.get(kind)).map(AtomicLong::get).orElse(0L);
    }

    long deeds() {
        return deeds.values().stream().mapToLong(AtomicLong::get).sum();
    }

    boolean isIdle() {
        return standing.isEmpty();
    }
}
