package io.amser.api.document;

import io.amser.api.access.gate.Door;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** How each operation may refuse: told from its door and from what it takes. */
final class DocumentedStatuses {
    private static final Set<String> UNIQUE = Set.of("/v0/plans/{merchant}/{id}/metadata", "/v0/api-keys");
    private static final Set<String> ASKS_THE_CHAIN =
            Set.of("/v0/auth/check", "/v0/subscriptions/{merchant}/{id}/explain");

    private static final String ALWAYS_ANSWERS = "/v0/status";

    private DocumentedStatuses() {}

    /** Status and meaning. */
    static Map<String, String> of(String path, HttpMethod method, Operation operation) {
        var door = Door.at(path);
        var guarded = door == Door.MERCHANT || door == Door.SESSION;
        var signsIn = path.equals("/v0/auth/verify");
        var writes = method != HttpMethod.GET;
        var statuses = new LinkedHashMap<String, String>();
        add(statuses, takesInput(operation), "400", "A parameter or the body cannot be read.");
        add(statuses, guarded || signsIn, "401", "Credentials are missing or wrong.");
        add(statuses, path.contains("{merchant}") || writes, "403", "These credentials do not open this.");
        add(statuses, names(operation), "404", "What the request names is not known.");
        add(statuses, writes && UNIQUE.contains(path), "409", "What is there stands against it.");
        add(statuses, operation.getRequestBody() != null, "413", "The body is too large.");
        add(statuses, writes, "415", "The request is not said to be JSON.");
        add(statuses, true, "429", "Too many requests: Retry-After says when to ask again.");
        add(statuses, !path.equals(ALWAYS_ANSWERS), "503", unavailable(path));
        return statuses;
    }

    private static void add(Map<String, String> statuses, boolean possible, String status, String meaning) {
        if (possible) {
            statuses.put(status, meaning);
        }
    }

    private static String unavailable(String path) {
        return ASKS_THE_CHAIN.contains(path)
                ? "The chain or something of ours does not answer, or the index does not hold enough yet."
                : "Something of ours does not answer, or the index does not hold enough yet.";
    }

    private static boolean takesInput(Operation operation) {
        return !parameters(operation).isEmpty() || operation.getRequestBody() != null;
    }

    private static boolean names(Operation operation) {
        return parameters(operation).stream()
                .map(Parameter::getName)
                .anyMatch(name -> Set.of("chain_id", "id", "address", "module").contains(name));
    }

    private static List<Parameter> parameters(Operation operation) {
        return Optional.ofNullable(operation.getParameters()).orElse(List.of());
    }
}
