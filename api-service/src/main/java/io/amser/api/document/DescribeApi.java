package io.amser.api.document;

import io.amser.api.access.gate.Door;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/** Says once what holds for every operation: what a parameter of a name means, and how errors look. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DescribeApi implements OASFilter {
    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("merchant", "Merchant's wallet."),
            Map.entry("module", "Contract that holds the plans."),
            Map.entry("module_address", "Contract that holds the plans or subscriptions."),
            Map.entry("id", "On-chain id, decimal; of an API key, its UUID."),
            Map.entry("chain_id", "EIP-155 number of the chain; by default the one that is indexed."),
            Map.entry("wallet", "Wallet to check."),
            Map.entry("plan_ids", "On-chain plan ids, decimal uint32, separated by commas; at most 50."),
            Map.entry("mode", "Whom to ask: indexed (default), onchain or both."),
            Map.entry("type", "Only rows of this type: CHARGE, FAIL or REFILL."),
            Map.entry("limit", "At most so many elements, 1 to 1000, and a Link to the next ones; by default all."),
            Map.entry("cursor", "Where to go on: from the Link header of the page before."),
            Map.entry(
                    "max_staleness",
                    "Seconds that the index may be behind; if it is more, the chain is asked instead."),
            Map.entry("since", "Only rows of blocks from this time on: ISO 8601 or unix seconds."),
            Map.entry("token", "Only rows in this token."),
            Map.entry("address", "The token's contract."),
            Map.entry("include_disabled", "true to list tokens too that cannot be charged now."));

    private static final String CHECK = "/v0/auth/check";

    /** A short list that is no matter of the chain's. */
    private static final Set<String> OF_NO_BLOCK = Set.of("/v0/api-keys", "/v0/events");

    /** What a list says of itself has no room in an array. */
    private static final Map<String, String> HEADERS_OF_LISTS = Map.of(
            "X-Indexed-Block", "Number of the newest block whose events the list holds in full.",
            "X-Indexed-Hash", "Hash of that block.",
            "X-Indexed-Finality", "Whether that block can still be taken back: latest, safe or finalized.",
            "X-Indexed-Lag", "Seconds that the index is behind the chain.",
            "X-Indexed-Incomplete", "true if a record that concerns the list could not be applied; else absent.",
            "ETag", "Send it as If-None-Match, and an answer that says the same is 304 without a body.",
            "Link", "With rel=next: the next page, if there is one; only where limit is given.");

    /** The two kinds of credentials, and the doors that they open. */
    @Override
    public void filterOpenAPI(OpenAPI document) {
        var components = Optional.ofNullable(document.getComponents()).orElseGet(OASFactory::createComponents);
        document.setComponents(components
                .addSecurityScheme(
                        "api_key",
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("A merchant's API key, which only reads."))
                .addSecurityScheme(
                        "session",
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name("sid")
                                .description("A merchant who has signed in; writes come from the web app alone.")));
        document.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> describe(path, method, operation)));
    }

    private static void describe(String path, PathItem.HttpMethod method, Operation operation) {
        operation.setSecurity(security(path, method));
        var responses = operation.getResponses();
        var list = responses.getAPIResponses().values().stream()
                .filter(response -> isList(response) && !isOfNoBlock(path))
                .findFirst();
        list.ifPresent(response -> describeList(operation, response));
        DocumentedStatuses.of(path, method, operation)
                .forEach((status, meaning) -> responses.addAPIResponse(status, problem(meaning)));
        if (list.isPresent() || path.equals(CHECK)) {
            responses.addAPIResponse(
                    "304",
                    OASFactory.createAPIResponse()
                            .description("The caller has the answer: If-None-Match names its ETag."));
        }
    }

    private static boolean isOfNoBlock(String path) {
        return OF_NO_BLOCK.contains(path) || path.startsWith("/v0/webhooks") || path.startsWith("/v0/discord/");
    }

    private static APIResponse problem(String meaning) {
        var problem =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/Problem"));
        return OASFactory.createAPIResponse()
                .description(meaning)
                .content(OASFactory.createContent().addMediaType("application/problem+json", problem));
    }

    private static @Nullable List<SecurityRequirement> security(String path, PathItem.HttpMethod method) {
        var session = OASFactory.createSecurityRequirement().addScheme("session");
        return switch (Door.at(path)) {
            case PUBLIC, WEB_APP -> null;
            case SESSION -> List.of(session);
            case MERCHANT ->
                method == PathItem.HttpMethod.GET
                        ? List.of(OASFactory.createSecurityRequirement().addScheme("api_key"), session)
                        : List.of(session);
        };
    }

    @Override
    public Parameter filterParameter(Parameter parameter) {
        return parameter.getDescription() == null
                ? parameter.description(PARAMETERS.get(parameter.getName()))
                : parameter;
    }

    @Override
    public Operation filterOperation(Operation operation) {
        operation.getResponses().setDefaultValue(problem("Any error, with a stable code."));
        return operation;
    }

    private static void describeList(Operation operation, APIResponse list) {
        HEADERS_OF_LISTS.forEach((name, meaning) -> list.addHeader(name, header(meaning)));
        Stream.of("limit", "cursor").map(DescribeApi::inQuery).forEach(operation::addParameter);
    }

    private static Parameter inQuery(String name) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(PARAMETERS.get(name))
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }

    private static boolean isList(APIResponse response) {
        return Optional.ofNullable(response.getContent())
                .map(content -> content.getMediaType("application/json"))
                .map(MediaType::getSchema)
                .map(Schema::getType)
                .filter(types -> types.contains(SchemaType.ARRAY))
                .isPresent();
    }

    private static Header header(String meaning) {
        return OASFactory.createHeader()
                .description(meaning)
                .schema(OASFactory.createSchema().addType(SchemaType.STRING));
    }
}
