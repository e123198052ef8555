package io.amser.bench.authcheck;

import io.amser.bench.WrongResult;
import io.amser.bench.figure.Delays;
import io.amser.bench.figure.Rate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** One thread that asks over several connections; it takes little of the machine that it shares with what it measures. */
final class Load implements AutoCloseable {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

    /** A thread sleeps this long when nothing is to be done: so much later, at most, it notices an answer. */
    private static final long NAP_NANOS = 20_000;

    private final Checks checks;
    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();

    Load(InetSocketAddress address, Checks checks, int connections) {
        this.checks = checks;
        try {
            this.selector = Selector.open();
            for (var i = 0; i < connections; i++) {
                this.connections.add(new Connection(address, selector));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each connection asks again as soon as it has its answer. */
    Rate asFastAsPossible(Duration time) {
        try {
            var start = System.nanoTime();
            var end = start + time.toNanos();
            for (var connection : connections) {
                connection.ask(checks.next(), System.nanoTime());
            }
            var asking = connections.size();
            var answered = 0L;
            while (asking > 0) {
                var idle = new ArrayList<Connection>();
                selector.select(LONGEST_ANSWER.toMillis());
                collect(idle::add);
                requireProgress(idle, end);
                answered += idle.size();
                if (System.nanoTime() < end) {
                    for (var connection : idle) {
                        connection.ask(checks.next(), System.nanoTime());
                    }
                } else {
                    asking -= idle.size();
                }
            }
            return new Rate(answered, Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Asks at fixed moments, whether answers have come or not. A question's time begins at its moment, even if no connection
     * is free then: who waits in a queue waits too.
     */
    Delays at(int perSecond, Duration time, Duration warmUp) {
        try {
            var between = TimeUnit.SECONDS.toNanos(1) / perSecond;
            var delays = new long[Math.toIntExact(time.toNanos() / between)];
            var skipped = Math.toIntExact(warmUp.toNanos() / between);
            var idle = new ArrayDeque<>(connections);
            var start = System.nanoTime() + between;
            var asked = 0;
            var answered = new int[1];
            while (answered[0] < delays.length) {
                for (; asked < delays.length && !idle.isEmpty() && isTime(start + asked * between); asked++) {
                    idle.removeFirst().ask(checks.next(), start + asked * between);
                }
                var before = answered[0];
                selector.selectNow();
                collect(connection -> {
                    delays[answered[0]++] = System.nanoTime() - connection.askedAt();
                    idle.addLast(connection);
                });
                if (answered[0] == before) {
                    nap(idle, start + asked * between);
                }
            }
            return Delays.of(Arrays.copyOfRange(delays, skipped, delays.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void collect(Consumer<Connection> answered) throws IOException {
        for (var key : selector.selectedKeys()) {
            var connection = (Connection) key.attachment();
            if (connection.isAnswered()) {
                answered.accept(connection);
            }
        }
        selector.selectedKeys().clear();
    }

    private void nap(Deque<Connection> idle, long next) {
        var now = System.nanoTime();
        if (now - next > LONGEST_ANSWER.toNanos()) {
            throw new WrongResult("The API has not answered for " + LONGEST_ANSWER);
        }
        LockSupport.parkNanos(idle.isEmpty() ? NAP_NANOS : Math.clamp(next - now, 1, NAP_NANOS));
    }

    private static void requireProgress(List<Connection> idle, long end) {
        if (idle.isEmpty() && System.nanoTime() > end + LONGEST_ANSWER.toNanos()) {
            throw new WrongResult("The API has not answered for " + LONGEST_ANSWER);
        }
    }

    private static boolean isTime(long moment) {
        return System.nanoTime() >= moment;
    }

    @Override
    public void close() {
        try {
            for (var connection : connections) {
                connection.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
