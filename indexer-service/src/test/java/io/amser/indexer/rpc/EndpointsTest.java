package io.amser.indexer.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.indexer.metrics.RpcMetrics;
import io.amser.indexer.rpc.health.Comparison;
import io.amser.protocol.ChainId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    @Test
    void only_the_second_of_the_same_host_and_port_is_called_so() {
        var settings = new RpcSettings(
                new ChainId(5),
                Stream.of("http://a.com.au/1", "http://a.com:85", "http://a.com/1", "http://a.com/2", "http://a.com:8")
                        .map(URI::create)
                        .toList(),
                Duration.ofSeconds(5),
                new FinalityRule(1, 2),
                Duration.ofHours(1),
                new Comparison(5, 3));
        try (var endpoints =
                new Endpoints(settings, InstantSource.system(), new RpcMetrics(new SimpleMeterRegistry()))) {
            assertThat(endpoints.all())
                    .extracting(Node::name)
                    .containsExactly("a.com.au", "a.com:85", "a.com", "a.com#2", "a.com:8");
        }
    }
}
