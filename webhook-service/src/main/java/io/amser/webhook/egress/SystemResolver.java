package io.amser.webhook.egress;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/** The resolver of the operating system, which waits: on threads that nothing else waits for. */
public final class SystemResolver implements NameResolver {
    private static final int THREADS = 32;

    private final WorkerExecutor threads;

    public SystemResolver(Vertx vertx) {
        this.threads = vertx.createSharedWorkerExecutor("names", THREADS);
    }

    @Override
    public Future<List<InetAddress>> resolve(String name) {
        return threads.executeBlocking(() -> List.of(InetAddress.getAllByName(name)), false)
                .map(found -> Objects.requireNonNull(found));
    }
}
