package io.amser.devstack.server;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A Kafka cluster of one broker, which creates no topic by itself. */
public sealed interface KafkaServer extends Server permits EmbeddedKafka, DockerKafka, Borrowed.Kafka {

    int READY_MILLIS = 5_000;

    default String bootstrapServers() {
        return "127.0.0.1:" + port();
    }

    /** An admin client of this cluster; the caller closes it. */
    default Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
    }

    /** Whether the broker answers now. */
    default boolean answers() {
        try (var admin = admin()) {
            return !admin.describeCluster()
                    .nodes()
                    .get(READY_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }
}
