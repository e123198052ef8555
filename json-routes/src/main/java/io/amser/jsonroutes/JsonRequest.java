package io.amser.jsonroutes;

import io.amser.protocol.Address;
import io.amser.servicetoken.ServiceToken;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What is asked, and by whom.
 *
 * @param query the first value of each parameter
 * @param body empty where there is none
 */
public record JsonRequest(ServiceToken caller, Map<String, String> path, Map<String, String> query, JsonObject body) {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    static JsonRequest of(RoutingContext context, Buffer body) {
        var query = new HashMap<String, String>();
        context.queryParams().forEach(query::putIfAbsent);
        return new JsonRequest(
                ServiceToken.of(context), Map.copyOf(context.pathParams()), Map.copyOf(query), json(body));
    }

    /** The merchant that asks; anyone else is refused. */
    public Address merchant() {
        return caller.merchant()
                .orElseThrow(() -> new ProblemException(CommonProblem.UNAUTHORIZED, "Only merchants ask here."));
    }

    /** The id in the path; empty for what is no id at all. */
    public Optional<UUID> id() {
        return Optional.ofNullable(path.get("id"))
                .filter(text -> UUID_TEXT.matcher(text).matches())
                .map(UUID::fromString);
    }

    private static JsonObject json(Buffer body) {
        try {
            return body.length() == 0 ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException | ClassCastException _) {
            throw new ProblemException(CommonProblem.BAD_REQUEST, "The body must be an object of JSON.");
        }
    }
}
