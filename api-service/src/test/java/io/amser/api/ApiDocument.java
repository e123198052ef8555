package io.amser.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The OpenAPI document of the service under test. */
final class ApiDocument {
    private static final Set<Integer> OF_ANY_REQUEST = Set.of(405, 406, 413, 414, 431, 500);
    private static final Pattern PARAMETERS_OF_TYPES = Pattern.compile(";.*");

    private static List<Operation> operations = List.of();
    private static ApiSchemas schemas = new ApiSchemas(MissingNode.getInstance());

    private ApiDocument() {}

    /** One method of one path. */
    record Operation(String method, String path, JsonNode described) {

        List<Parameter> parameters() {
            return StreamSupport.stream(described.path("parameters").spliterator(), false)
                    .map(parameter -> new Parameter(
                            this,
                            parameter.path("name").asText(),
                            parameter.path("in").asText()))
                    .toList();
        }

        boolean has(String parameter) {
            return parameters().stream().anyMatch(it -> it.name().equals(parameter));
        }

        boolean hasBody() {
            return described.has("requestBody");
        }

        List<Integer> statuses() {
            return described.path("responses").properties().stream()
                    .map(response -> response.getKey())
                    .filter(status -> !status.equals("default"))
                    .map(Integer::valueOf)
                    .toList();
        }

        /** The service behind holds the document to what it answers. */
        boolean isPassedOn() {
            return path.startsWith("/v0/webhooks") || path.equals("/v0/events") || path.startsWith("/v0/discord/");
        }

        private boolean is(String asked, String asking) {
            var template = Pattern.compile(path.replaceAll("\\{[^}]*}", "[^/]+"));
            return method.equals(asking) && template.matcher(asked).matches();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** One parameter of an operation. */
    record Parameter(Operation operation, String name, String in) {
        @Override
        public String toString() {
            return operation + " " + name;
        }
    }

    /** What we answer ourselves. */
    static List<Operation> operations() {
        return everything().stream()
                .filter(operation -> !operation.isPassedOn())
                .toList();
    }

    /** What the services behind answer too. */
    static synchronized List<Operation> everything() {
        if (operations.isEmpty()) {
            operations = read();
        }
        return operations;
    }

    /** Where an answer is other than the document says; what no operation serves is not described. */
    static List<String> contradictions(HttpResponse<String> answer) {
        var asked = answer.request();
        return operations().stream()
                .filter(operation -> operation.is(asked.uri().getPath(), asked.method()))
                .findFirst()
                .map(operation -> contradictions(operation, answer))
                .orElse(List.of());
    }

    private static List<String> contradictions(Operation operation, HttpResponse<String> answer) {
        var status = answer.statusCode();
        if (!operation.statuses().contains(status) && !OF_ANY_REQUEST.contains(status)) {
            return List.of("No status " + status);
        }
        var responses = operation.described().path("responses");
        var content = responses
                .path(responses.has("" + status) ? "" + status : "default")
                .path("content");
        return answer.headers()
                .firstValue("Content-Type")
                .filter(_ -> !answer.body().isEmpty())
                .map(type -> contradictions(
                        content, PARAMETERS_OF_TYPES.matcher(type).replaceFirst(""), answer.body()))
                .orElseGet(() -> content.isEmpty() ? List.of() : List.of("No body of the types " + content));
    }

    private static List<String> contradictions(JsonNode content, String type, String body) {
        if (!content.has(type)) {
            return List.of("No body of type " + type);
        }
        return type.endsWith("json")
                ? schemas.contradictions(content.path(type).path("schema"), ApiCaller.json(body))
                : List.of();
    }

    private static List<Operation> read() {
        var document = ApiCaller.json(ApiCaller.get("/q/openapi?format=json"));
        schemas = new ApiSchemas(document);
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation -> new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue())))
                .toList();
    }
}
