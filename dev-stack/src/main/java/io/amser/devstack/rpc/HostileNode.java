package io.amser.devstack.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amser.devstack.rpc.Fault.Damage;
import io.amser.devstack.rpc.Fault.Hindrance;
import io.amser.devstack.rpc.Fault.Lie;
import io.amser.devstack.rpc.Mischief.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A JSON-RPC node over HTTP that passes everything on to a real one, and misbehaves from the moment at which it is told to until it is told to stop.
 *
 * <p>Web sockets are passed through while no fault holds, and end with the next fault that begins.
 */
public final class HostileNode implements AutoCloseable {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Body PAGE =
            new Body("<html><body>This is not the node you are looking for</body></html>".getBytes(UTF_8));

    private final URI node;
    private final Mischief mischief;
    private final Upstream upstream = new Upstream();
    private final AtomicLong requests = new AtomicLong();
    private final Door door;

    private HostileNode(URI node, long seed) {
        this.node = node;
        this.mischief = new Mischief(seed);
        this.door = new Door(this::reply, this::tunnel);
    }

    /** Stands in front of a node and behaves; the seed decides which requests a fault strikes that strikes only some. */
    public static HostileNode before(URI node, long seed) {
        return new HostileNode(node, seed);
    }

    public URI uri() {
        return door.uri();
    }

    public URI webSocket() {
        return URI.create("ws://127.0.0.1:" + uri().getPort());
    }

    /** From now on every request is struck. */
    public void begin(Fault fault) {
        begin(fault, 1);
    }

    /** From now on such a share of all requests is struck. */
    public void begin(Fault fault, double share) {
        mischief.begin(fault, share);
        if (!(fault instanceof Fault.Latency)) {
            door.endTunnels();
        }
    }

    /** The fault is over; what it held up goes on, or is closed where no answer was due. */
    public void end(Fault fault) {
        mischief.end(fault);
    }

    /** All faults are over. */
    public void behave() {
        mischief.endAll();
    }

    public boolean behaves() {
        return mischief.isIdle();
    }

    /** Requests so far, struck or not. */
    public long requests() {
        return requests.get();
    }

    /** How often a fault of this kind has really changed what somebody got. */
    public long deeds(Class<? extends Fault> kind) {
        return mischief.deeds(kind);
    }

    /** The same of all faults together. */
    public long deeds() {
        return mischief.deeds();
    }

    private Reply reply(Question question) {
        requests.incrementAndGet();
        var striking = mischief.strike();
        for (var one : striking) {
            if (one.fault() instanceof Hindrance hindrance) {
                var instead = hinder(hindrance, one);
                if (instead.isPresent()) {
                    return instead.get();
                }
            }
        }
        try {
            if (striking.stream().anyMatch(one -> one.fault() instanceof Fault.AskTwice)) {
                upstream.ask(node, question.body());
            }
            return damaged(answer(question.body(), striking), striking);
        } catch (UncheckedIOException _) {
            return new Reply.Nothing();
        }
    }

    /** What comes instead of an answer; empty if an answer may follow. */
    private Optional<Reply> hinder(Hindrance hindrance, Standing standing) {
        return switch (hindrance) {
            case Fault.Latency(var delay) -> {
                mischief.did(hindrance);
                hold(standing, Optional.of(delay));
                yield Optional.empty();
            }
            case Fault.RequestLimit limit -> {
                var admitted = standing.limit().orElseThrow().admits(System.nanoTime());
                yield admitted ? Optional.empty() : Optional.of(tooMany(limit, limit.retryAfter()));
            }
            case Fault.TooManyRequests(var retryAfter) -> Optional.of(tooMany(hindrance, retryAfter));
            case Fault.ServerError(var status) -> {
                mischief.did(hindrance);
                yield Optional.of(new Reply.Whole(status, Map.of("Content-Type", "text/html"), PAGE));
            }
            case Fault.AskTwice _ -> {
                mischief.did(hindrance);
                yield Optional.empty();
            }
            case Fault.NeverAnswer _ -> {
                mischief.did(hindrance);
                hold(standing, Optional.empty());
                yield Optional.of(new Reply.Nothing());
            }
            case Fault.DropConnection _ -> {
                mischief.did(hindrance);
                yield Optional.of(new Reply.Nothing());
            }
        };
    }

    private Reply tooMany(Fault fault, Optional<Duration> retryAfter) {
        mischief.did(fault);
        var headers = retryAfter
                .map(time -> Map.of("Retry-After", Long.toString(time.toSeconds())))
                .orElse(Map.of());
        return new Reply.Whole(TOO_MANY_REQUESTS, headers, PAGE);
    }

    /** Until the fault ends or, if it is given, until the time is over. */
    private static void hold(Standing standing, Optional<Duration> time) {
        try {
            if (time.isEmpty()) {
                standing.ended().await();
            } else if (standing.ended().await(time.get().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Body answer(Body question, List<Standing> striking) {
        var lies = striking.stream()
                .map(Standing::fault)
                .filter(Lie.class::isInstance)
                .map(Lie.class::cast)
                .toList();
        if (lies.isEmpty()) {
            return upstream.ask(node, question);
        }
        var story = new Story(lies, node, upstream, mischief::did);
        return story.tell(question);
    }

    private Reply damaged(Body body, List<Standing> striking) {
        for (var one : striking) {
            if (one.fault() instanceof Damage damage) {
                mischief.did(damage);
                return damaged(body, damage);
            }
        }
        return Reply.Whole.ok(body);
    }

    private Reply damaged(Body body, Damage damage) {
        var beginning = body.beginning(mischief.placeIn(body.length()));
        return switch (damage) {
            case Fault.TruncatedJson _ -> Reply.Whole.ok(beginning);
            case Fault.MalformedJson _ ->
                Reply.Whole.ok(new Body(
                        new String(body.bytes(), UTF_8).replaceFirst(":", "::").getBytes(UTF_8)));
            case Fault.CutOff _ -> new Reply.Beginning(beginning, body.length());
        };
    }

    private Socket tunnel() throws IOException {
        if (!mischief.isIdle()) {
            throw new IOException("a node that misbehaves takes no web sockets");
        }
        return Upstream.connect(node);
    }

    @Override
    public void close() {
        mischief.endAll();
        door.close();
        upstream.close();
    }
}
