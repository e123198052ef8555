package io.amser.discord.limit;

import io.amser.discord.limit.Drawn.Nothing;
import io.amser.discord.limit.Drawn.Slots;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Who of this replica may ask Discord next: by lane, and within a lane whoever came first. */
final class Turns {
    /** Small, so that no replica holds back what others could use, and large enough that the database is asked seldom. */
    private static final int SLICE = 5;

    /** What was not used for so long would come on top of somebody else's. */
    private static final Duration LATE = Duration.ofMillis(100);

    /** Longer is not worth waiting: whoever wants to ask may look anew at what there is to do. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration LATER = Duration.ofSeconds(1);

    private final Function<Integer, Drawn> draw;
    private final InstantSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparing(Waiting::lane).thenComparingLong(Waiting::number));
    private final Deque<Long> slots = new ArrayDeque<>();
    private long came;
    private boolean serving;

    /** {@code draw} gives at most as many slots as it is asked for. */
    Turns(Function<Integer, Drawn> draw, InstantSource time) {
        this.draw = draw;
        this.time = time;
    }

    /** Returns when it is this caller's turn. */
    void await(Lane lane) throws InterruptedException {
        var me = enter(lane);
        try {
            me.called().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new DiscordBusy(time.instant().plus(LATER), "More urgent requests go first");
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            leave(me);
        }
    }

    /** Everyone gets an exception of his own. */
    private static RuntimeException failure(ExecutionException failed) {
        return failed.getCause() instanceof DiscordBusy busy
                ? new DiscordBusy(busy.until(), busy.limit())
                : new IllegalStateException("It cannot be said whether Discord may be asked", failed);
    }

    private Waiting enter(Lane lane) {
        lock.lock();
        try {
            var me = new Waiting(lane, came++, new CompletableFuture<>());
            waiting.add(me);
            if (!serving) {
                serving = true;
                Thread.ofVirtual().name("discord-turns").start(this::serve);
            }
            return me;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Waiting who) {
        lock.lock();
        try {
            waiting.remove(who);
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** What was drawn before Discord asked to be left alone is of no use. */
    void forget() {
        lock.lock();
        try {
            slots.clear();
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        for (var wanted = wanted(); wanted > 0; wanted = wanted()) {
            try {
                var slot = slot(wanted);
                TimeUnit.NANOSECONDS.sleep(slot - System.nanoTime());
                call();
            } catch (Throwable e) {
                tellAll(e);
            }
        }
    }

    /** How many wait; with none this thread ends. */
    private int wanted() {
        lock.lock();
        try {
            serving = !waiting.isEmpty();
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private long slot(int wanted) {
        var known = known();
        if (known.isPresent()) {
            return known.getAsLong();
        }
        return switch (draw.apply(Math.min(wanted, SLICE))) {
            case Slots drawn -> keep(drawn);
            case Nothing(var delay, var limit) ->
                throw new DiscordBusy(time.instant().plus(delay), limit);
        };
    }

    private OptionalLong known() {
        lock.lock();
        try {
            var tooLate = System.nanoTime() - LATE.toNanos();
            slots.removeIf(slot -> slot - tooLate < 0);
            return slots.isEmpty() ? OptionalLong.empty() : OptionalLong.of(slots.removeFirst());
        } finally {
            lock.unlock();
        }
    }

    /** Keeps all but the first. */
    private long keep(Slots drawn) {
        lock.lock();
        try {
            var first = System.nanoTime() + drawn.delay().toNanos();
            for (var i = 1; i < drawn.count(); i++) {
                slots.addLast(first + i * drawn.apart().toNanos());
            }
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void call() {
        lock.lock();
        try {
            var next = waiting.poll();
            if (next != null) {
                next.called().complete(true);
            }
        } finally {
            lock.unlock();
        }
    }

    private void tellAll(Throwable failure) {
        lock.lock();
        try {
            waiting.forEach(who -> who.called().completeExceptionally(failure));
            waiting.clear();
        } finally {
            lock.unlock();
        }
    }

    private record Waiting(Lane lane, long number, CompletableFuture<Boolean> called) {}
}
