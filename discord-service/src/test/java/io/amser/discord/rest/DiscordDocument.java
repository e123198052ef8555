package io.amser.discord.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.amser.devstack.discord.Asked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Discord's published OpenAPI document says of requests and answers; says nothing where the document is not at hand. */
final class DiscordDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    /** It is OAuth's and stands in the document only as an address. */
    private static final String TOKEN = "/oauth2/token";

    private static final List<String> LIMIT_HEADERS = List.of(
            "X-RateLimit-Limit",
            "X-RateLimit-Remaining",
            "X-RateLimit-Reset",
            "X-RateLimit-Reset-After",
            "X-RateLimit-Bucket");

    private static final Optional<JsonNode> DOCUMENT = read();
    private static final JsonNode COMPONENTS =
            DOCUMENT.map(document -> strict(document.path("components"))).orElseGet(JSON::createObjectNode);

    private DiscordDocument() {}

    private static Optional<JsonNode> read() {
        var folder = Optional.ofNullable(System.getenv("AMSER_VECTORS"));
        var file = folder.map(vectors -> Path.of(vectors, "discord", "openapi.json"))
                .filter(Files::exists);
        if (file.isEmpty()) {
            System.err.println(
                    "Not held against Discord's document: AMSER_VECTORS names no folder with discord/openapi.json");
        }
        return file.map(path -> {
            try {
                return JSON.readTree(path.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Where a request or its answer is other than the document says. */
    static List<String> contradictions(Asked asked) {
        return DOCUMENT.isEmpty() || asked.path().equals(TOKEN) || isOfTheGate(asked)
                ? List.of()
                : contradictions(DOCUMENT.get(), asked);
    }

    /** Whoever stands before the API answers with pages, which no document describes. */
    private static boolean isOfTheGate(Asked asked) {
        return asked.headers().getOrDefault("Content-Type", "").startsWith("text/html");
    }

    private static List<String> contradictions(JsonNode document, Asked asked) {
        var operation = operation(document, asked);
        if (operation.isEmpty()) {
            return List.of("No operation %s %s".formatted(asked.method(), asked.path()));
        }
        var found = new ArrayList<String>();
        request(operation.get(), asked).forEach(found::add);
        answer(document, operation.get(), asked).forEach(found::add);
        return found;
    }

    /** The path with fewer variables is meant. */
    private static Optional<JsonNode> operation(JsonNode document, Asked asked) {
        return document.path("paths").properties().stream()
                .filter(path -> Pattern.matches(path.getKey().replaceAll("\\{[^}]*}", "[^/]+"), asked.path()))
                .sorted(Comparator.comparingLong(
                        path -> path.getKey().chars().filter(one -> one == '{').count()))
                .map(path -> path.getValue().path(asked.method().toLowerCase(Locale.ROOT)))
                .filter(operation -> !operation.isMissingNode())
                .findFirst();
    }

    private static Stream<String> request(JsonNode operation, Asked asked) {
        var documented = operation.path("requestBody").path("content").path("application/json");
        if (documented.isMissingNode()) {
            return asked.requestBody().isEmpty() ? Stream.empty() : Stream.of("A body that nobody asked for");
        }
        return contradictions(documented.path("schema"), asked.requestBody());
    }

    private static Stream<String> answer(JsonNode document, JsonNode operation, Asked asked) {
        var responses = operation.path("responses");
        var exact = responses.path(Integer.toString(asked.status()));
        var ranged = exact.isMissingNode() ? responses.path(asked.status() / 100 + "XX") : exact;
        var documented =
                ranged.has("$ref") ? document.at(ranged.path("$ref").asText().substring(1)) : ranged;
        if (documented.isMissingNode()) {
            return Stream.of("No status " + asked.status());
        }
        var schema = documented.path("content").path("application/json").path("schema");
        var body = schema.isMissingNode()
                ? Stream.of(asked.body()).filter(text -> !text.isEmpty()).map(_ -> "A body where there is none")
                : contradictions(schema, asked.body());
        return Stream.concat(asked.status() < 300 ? missingHeaders(asked) : Stream.empty(), body);
    }

    private static Stream<String> missingHeaders(Asked asked) {
        return LIMIT_HEADERS.stream()
                .filter(name -> !asked.headers().containsKey(name))
                .map("No header "::concat);
    }

    private static Stream<String> contradictions(JsonNode schema, String body) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", COMPONENTS);
        try {
            return SCHEMAS.getSchema(whole).validate(JSON.readTree(body)).stream()
                    .map(Object::toString);
        } catch (JsonProcessingException e) {
            return Stream.of("No JSON: " + e.getOriginalMessage());
        }
    }

    /** A member that a schema of one piece does not name is one too many. */
    private static JsonNode strict(JsonNode components) {
        JsonNode copy = components.deepCopy();
        copy.path("schemas").properties().stream()
                .map(schema -> (ObjectNode) schema.getValue())
                .filter(schema ->
                        schema.has("properties") && !schema.has("allOf") && !schema.has("additionalProperties"))
                .forEach(schema -> schema.put("additionalProperties", false));
        ((ObjectNode) copy.path("schemas").path("Error")).remove("additionalProperties");
        return copy;
    }
}
