package io.amser.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.quarkus.PlatformServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = PlatformServers.class, initArgs = @ResourceArg(name = "database", value = "webhook"))
class ConnectionsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Pool database;

    @ParameterizedTest
    @CsvSource({
        "idle_in_transaction_session_timeout, 30s",
        "lock_timeout, 10s",
        "tcp_keepalives_idle, 30",
        "tcp_keepalives_interval, 10",
        "tcp_keepalives_count, 3",
        "tcp_user_timeout, 60000"
    })
    void a_replica_that_freezes_holds_its_rows_for_a_minute_at_most(String setting, String value) {
        assertThat(shown("SHOW " + setting)).isEqualTo(value);
    }

    private String shown(String question) {
        return database.query(question)
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getString(0);
    }
}
