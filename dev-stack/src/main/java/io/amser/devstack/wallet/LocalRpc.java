package io.amser.devstack.wallet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The methods that local nodes alone have, asked one by one or many at a time. */
public final class LocalRpc implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI node;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public LocalRpc(URI node) {
        this.node = node;
    }

    /** One call of a batch. */
    public record Question(String method, List<?> parameters) {}

    public JsonNode ask(String method, Object... parameters) {
        return askAll(List.of(new Question(method, List.of(parameters)))).getFirst();
    }

    /** The results in the order of the questions. Throws at the first that is refused. */
    public List<JsonNode> askAll(List<Question> questions) {
        if (questions.isEmpty()) {
            return List.of();
        }
        var batch = JSON.createArrayNode();
        for (int id = 0; id < questions.size(); id++) {
            var call = batch.addObject();
            call.put("jsonrpc", "2.0")
                    .put("id", id)
                    .put("method", questions.get(id).method());
            call.set("params", JSON.valueToTree(questions.get(id).parameters()));
        }
        var results = new ArrayList<JsonNode>();
        for (var answer : JSON.readTree(exchange(JSON.writeValueAsBytes(batch)))) {
            if (answer.has("error")) {
                throw new ChainRefusal("%s was refused: %s"
                        .formatted(questions.get(results.size()).method(), answer.path("error")));
            }
            results.add(answer.path("result"));
        }
        return results;
    }

    private byte[] exchange(byte[] body) {
        var request = HttpRequest.newBuilder(node)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new UncheckedIOException("The chain does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the chain", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
