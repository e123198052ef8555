package io.amser.eventlog.connection;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;

/** Connections to the database that find out within a minute that its machine is gone, where the kernel's own word takes hours. */
@Singleton
class WatchfulConnections implements PgPoolCreator {
    private static final int IDLE_SECONDS = 30;
    private static final int SECONDS_BETWEEN_PROBES = 10;
    private static final int PROBES = 3;

    /** Longer ones are parsed and planned anew each time; of its own accord the client draws the line at 2,048 characters. */
    private static final int LONGEST_STATEMENT = 16 * 1024;

    @Override
    public Pool create(Input input) {
        input.pgConnectOptionsList()
                .forEach(options -> options.setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT)
                        .setTcpKeepAlive(true)
                        .setTcpKeepAliveIdleSeconds(IDLE_SECONDS)
                        .setTcpKeepAliveIntervalSeconds(SECONDS_BETWEEN_PROBES)
                        .setTcpKeepAliveCount(PROBES));
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList()))
                .using(input.vertx())
                .build();
    }
}
