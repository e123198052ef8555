package io.amser.webhook.egress;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;

/**
 * The resolver of the operating system, which waits, for names whose servers are silent up to half a minute: on threads that
 * nothing else waits for, and for each name on one at most, however many ask for it.
 */
public final class SystemResolver implements NameResolver {
    /** Merchants choose the names: so many of them may be dead at one time before others wait. A thread that waits costs little. */
    private static final int THREADS_FOR_DELIVERIES = 128;

    /** Whoever asks over the API goes on without an answer before long. */
    private static final int THREADS_FOR_THE_API = 8;

    private final ConcurrentMap<String, LookUp> underWay = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final WorkerExecutor threads;
    private final Duration patience;
    private final InstantSource time;
    private final BlockingResolver names;

    /** Asks for the addresses of a name, and waits for them. */
    @FunctionalInterface
    interface BlockingResolver {
        InetAddress[] resolve(String name) throws Exception;
    }

    private SystemResolver(
            Vertx vertx, WorkerExecutor threads, Duration patience, InstantSource time, BlockingResolver names) {
        this.vertx = vertx;
        this.threads = threads;
        this.patience = patience;
        this.time = time;
        this.names = names;
    }

    /** What nobody has asked for since {@code patience} ago is not looked up any more. */
    public static SystemResolver forDeliveries(Vertx vertx, Duration patience, InstantSource time) {
        return forDeliveries(vertx, patience, time, InetAddress::getAllByName);
    }

    static SystemResolver forDeliveries(Vertx vertx, Duration patience, InstantSource time, BlockingResolver names) {
        var threads = vertx.createSharedWorkerExecutor("names-of-deliveries", THREADS_FOR_DELIVERIES);
        return new SystemResolver(vertx, threads, patience, time, names);
    }

    /** Whatever names are asked for over the API, deliveries do not wait for them. */
    public static SystemResolver forTheApi(Vertx vertx, Duration patience, InstantSource time) {
        return forTheApi(vertx, patience, time, InetAddress::getAllByName);
    }

    static SystemResolver forTheApi(Vertx vertx, Duration patience, InstantSource time, BlockingResolver names) {
        var threads = vertx.createSharedWorkerExecutor("names-of-the-api", THREADS_FOR_THE_API);
        return new SystemResolver(vertx, threads, patience, time, names);
    }

    /** Each who asks is answered where they asked, whoever began the look-up. */
    @Override
    public Future<List<InetAddress>> resolve(String name) {
        var context = vertx.getOrCreateContext();
        var answer = Promise.<List<InetAddress>>promise();
        lookUp(name).onComplete(found -> context.runOnContext(_ -> answer.handle(found)));
        return answer.future();
    }

    private Future<List<InetAddress>> lookUp(String name) {
        var own = new LookUp(name);
        var running = underWay.putIfAbsent(name, own);
        if (running != null) {
            running.wantedAt = time.instant();
            return running.addresses.future();
        }
        threads.executeBlocking(own, false).onComplete(found -> {
            underWay.remove(name, own);
            own.addresses.handle(found);
        });
        return own.addresses.future();
    }

    /** One question, for all who ask it meanwhile. */
    private final class LookUp implements Callable<List<InetAddress>> {
        private final Promise<List<InetAddress>> addresses = Promise.promise();
        private final String name;
        private volatile Instant wantedAt = time.instant();

        LookUp(String name) {
            this.name = name;
        }

        @Override
        public List<InetAddress> call() throws Exception {
            if (wantedAt.plus(patience).isBefore(time.instant())) {
                throw new TimeoutException("Nobody waits for the addresses of " + name + " any more");
            }
            return List.of(names.resolve(name));
        }
    }
}
