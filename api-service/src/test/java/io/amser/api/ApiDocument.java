package io.amser.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The OpenAPI document of the service under test. */
final class ApiDocument {
    private static final Set<Integer> OF_ANY_REQUEST = Set.of(405, 406, 413, 414, 415, 429, 431, 500, 503);

    private static List<Operation> operations = List.of();

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

    static synchronized List<Operation> operations() {
        if (operations.isEmpty()) {
            operations = read();
        }
        return operations;
    }

    /** Whether the document says that this may come of it; what no operation serves is not described. */
    static boolean allows(String method, String path, int status) {
        return OF_ANY_REQUEST.contains(status)
                || operations().stream()
                        .filter(operation -> operation.is(path, method))
                        .findFirst()
                        .map(operation -> operation.statuses().contains(status))
                        .orElse(true);
    }

    private static List<Operation> read() {
        return ApiCaller.json(ApiCaller.get("/q/openapi?format=json")).path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation -> new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue())))
                .toList();
    }
}
