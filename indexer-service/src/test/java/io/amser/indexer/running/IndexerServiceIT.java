package io.amser.indexer.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The service as it is deployed: configuration, health, metrics and the operators' door. */
@QuarkusTest
@QuarkusTestResource(LocalPlatform.class)
class IndexerServiceIT {
    @TestHTTPResource
    URI service;

    private HttpResponse<String> ask(String method, String path) {
        var request = HttpRequest.newBuilder(service.resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void is_ready_once_it_indexes_and_compares_chain_and_log_when_asked() {
        LocalChain.await(() -> ask("GET", "/q/health/ready").body().contains("indexing"));
        assertThat(ask("GET", "/q/health/live").statusCode()).isEqualTo(200);

        LocalChain.await(() -> ask("GET", "/q/metrics").body().contains("amser_indexer_events_total"));
        LocalChain.await(() -> ask("POST", "/admin/verify?from=1").statusCode() == 200);
        assertThat(ask("POST", "/admin/verify?from=1").body()).contains("\"differing_ranges\":[]", "\"moved\":false");
        assertThat(ask("POST", "/admin/verify?from=never").statusCode()).isEqualTo(400);
    }
}
