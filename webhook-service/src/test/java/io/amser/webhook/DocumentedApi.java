package io.amser.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.amser.devstack.process.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** What the API says of us in its OpenAPI document. */
final class DocumentedApi {
    private static final String FILE = "api-service/src/main/resources/META-INF/openapi.yaml";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    /** Said of every operation by the API itself. */
    private static final Set<Integer> OF_ANY_REQUEST = Set.of(400, 401, 404, 405, 500, 503);

    private static final JsonNode DOCUMENT = read();
    private static final JsonNode COMPONENTS = strict(DOCUMENT.path("components"));

    private DocumentedApi() {}

    private static JsonNode read() {
        try {
            Map<String, Object> document =
                    new Yaml().load(Files.readString(Checkout.root().resolve(FILE)));
            return JSON.valueToTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Method and path of each. */
    static Set<String> operations() {
        return DOCUMENT.path("paths").properties().stream()
                .filter(path -> !path.getKey().startsWith("/v0/discord/"))
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation -> operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where an answer is other than the document says. */
    static List<String> contradictions(HttpResponse<String> answer) {
        var status = answer.statusCode();
        var documented = operation(answer).path("responses").path(Integer.toString(status));
        if (documented.isMissingNode()) {
            return OF_ANY_REQUEST.contains(status) ? List.of() : List.of("No status " + status);
        }
        var content = documented.path("content").properties().stream().findFirst();
        if (content.isEmpty() || answer.body().isEmpty()) {
            return content.isEmpty() == answer.body().isEmpty() ? List.of() : List.of("A body where there is none");
        }
        return answer.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .equals(content.get().getKey())
                ? contradictions(content.get().getValue().path("schema"), answer.body())
                : List.of("No body of this type");
    }

    private static List<String> contradictions(JsonNode schema, String body) {
        if (schema.path("$ref").asText().endsWith("/Problem")) {
            return List.of();
        }
        var whole = (ObjectNode) schema.deepCopy();
        whole.set("components", COMPONENTS);
        try {
            return SCHEMAS.getSchema(whole).validate(JSON.readTree(body)).stream()
                    .map(Object::toString)
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of("No JSON: " + e.getOriginalMessage());
        }
    }

    /** The path with fewer variables is meant. */
    private static JsonNode operation(HttpResponse<String> answer) {
        var asked = answer.request().uri().getPath();
        return DOCUMENT.path("paths").properties().stream()
                .filter(path -> Pattern.matches(path.getKey().replaceAll("\\{[^}]*}", "[^/]+"), asked))
                .map(path -> path.getValue().path(answer.request().method().toLowerCase(Locale.ROOT)))
                .filter(operation -> !operation.isMissingNode())
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    /** A member that a schema does not name is one too many. */
    private static JsonNode strict(JsonNode components) {
        JsonNode copy = components.deepCopy();
        copy.path("schemas")
                .properties()
                .forEach(schema -> ((ObjectNode) schema.getValue()).put("additionalProperties", false));
        return copy;
    }
}
