package io.amser.eventlog.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.clock.ChainClock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A service that only writes the log has neither database nor broker to read it with. */
@QuarkusTest
@TestProfile(NoProjectionIT.Writer.class)
class NoProjectionIT {
    public static final class Writer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("amser.log.projection", "false");
        }
    }

    @Inject
    Instance<ChainClock> clock;

    @Inject
    Instance<LogConsumer> consumer;

    @Test
    void a_service_that_only_writes_the_log_consumes_nothing() {
        assertThat(clock.isUnsatisfied()).isTrue();
        assertThat(consumer.isUnsatisfied()).isTrue();
    }
}
