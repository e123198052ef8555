package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The document says what is served. */
@QuarkusTest
@OnTestServers
class OpenApiIT {
    /** What is no matter of the chain's. */
    private static final Set<String> OF_NO_BLOCK =
            Set.of("/v0/status", "/v0/auth/nonce", "/v0/auth/session", "/v0/api-keys", "/v0/events");

    @Test
    void describes_every_path_in_openapi_3_1() {
        var document = ApiCaller.json(ApiCaller.get("/q/openapi?format=json"));

        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(document.path("paths").properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "/v0/auth/check",
                        "/v0/auth/nonce",
                        "/v0/auth/verify",
                        "/v0/auth/session",
                        "/v0/auth/logout",
                        "/v0/api-keys",
                        "/v0/api-keys/{id}",
                        "/v0/plans/{merchant}",
                        "/v0/plans/{merchant}/{id}",
                        "/v0/modules/{module}/plans",
                        "/v0/subscriptions/{merchant}",
                        "/v0/subscriptions/{merchant}/{id}",
                        "/v0/subscriptions/{merchant}/{id}/explain",
                        "/v0/activity/{merchant}",
                        "/v0/failures/{merchant}",
                        "/v0/credits/{merchant}",
                        "/v0/credits/{merchant}/{id}",
                        "/v0/due",
                        "/v0/plans/{merchant}/{id}/metadata",
                        "/v0/analytics/{merchant}",
                        "/v0/exports/{merchant}/activity.csv",
                        "/v0/exports/{merchant}/subscriptions.csv",
                        "/v0/tokens",
                        "/v0/tokens/{address}",
                        "/v0/status",
                        "/v0/events",
                        "/v0/webhooks",
                        "/v0/webhooks/{id}",
                        "/v0/webhooks/{id}/rotate-secret",
                        "/v0/webhooks/{id}/promote-secret",
                        "/v0/webhooks/{id}/test",
                        "/v0/webhooks/{id}/disable",
                        "/v0/webhooks/{id}/enable",
                        "/v0/webhooks/{id}/deliveries",
                        "/v0/webhooks/{id}/replay",
                        "/v0/webhooks/{id}/replays",
                        "/v0/webhooks/deliveries/{id}/resend",
                        "/v0/webhooks/replays/{id}",
                        "/v0/webhooks/replays/{id}/pause",
                        "/v0/webhooks/replays/{id}/resume",
                        "/v0/webhooks/replays/{id}/cancel",
                        "/v0/discord/connect",
                        "/v0/discord/callback",
                        "/v0/discord/roles",
                        "/v0/discord/mapping",
                        "/v0/discord/status",
                        "/v0/discord/members/{user}",
                        "/v0/discord/connection",
                        "/v0/discord/verifications/{token}");
    }

    @Test
    void tells_the_unit_of_every_field() {
        var schemas = ApiCaller.json(ApiCaller.get("/q/openapi?format=json")).at("/components/schemas");

        for (var schema : new String[] {
            "Plan",
            "Subscription",
            "Activity",
            "Due",
            "PlanMetadata",
            "Analytics",
            "Subscribers",
            "TokenSum",
            "AnalyticsDay",
            "FailureReason",
            "Envelope",
            "Explanation",
            "Verdict",
            "Obstacle",
            "Facts",
            "LastFailure",
            "Token",
            "Authorization",
            "AsOf",
            "Problem",
            "Nonce",
            "SignInRequest",
            "Session",
            "ApiKey",
            "ApiKeyRequest",
            "NewApiKey",
            "PlatformStatus",
            "ChainStatus",
            "KeeperBacklog",
            "Charging",
            "Quantiles",
            "LogStatus",
            "ConsumerLag",
            "WebhookEndpoint",
            "WebhookEndpointRequest",
            "WebhookEndpointChange",
            "WebhookLedger",
            "WebhookSecret",
            "SecretRotation",
            "WebhookDelivery",
            "WebhookAttempt",
            "WebhookEvent",
            "Replay",
            "ReplayRequest"
        }) {
            assertThat(schemas.path(schema).path("properties").properties())
                    .as(schema)
                    .isNotEmpty()
                    .allSatisfy(property -> assertThat(property.getKey()).matches("[a-z0-9_]+"))
                    .allSatisfy(property -> assertThat(
                                    property.getValue().path("description").asText())
                            .as(property.getKey())
                            .isNotEmpty());
        }
        assertThat(schemas.at("/Plan/properties/price/description").asText()).contains("token base units");
    }

    @Test
    void tells_what_may_be_null_and_what_may_be_absent() {
        var schemas = ApiCaller.json(ApiCaller.get("/q/openapi?format=json")).at("/components/schemas");

        assertThat(schemas.at("/Plan/properties/name/type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(schemas.at("/ChainStatus/properties/head/anyOf").toString())
                .isEqualTo("[{\"$ref\":\"#/components/schemas/Block\"},{\"type\":\"null\"}]");
        assertThat(names(schemas.at("/Plan/required")))
                .contains("name", "price")
                .doesNotContain("as_of");
        assertThat(names(schemas.at("/SignInRequest/required"))).containsExactly("message", "signature");
        assertThat(schemas.at("/SignInRequest/properties/message/type").toString())
                .isEqualTo("\"string\"");
        assertThat(names(schemas.at("/PlanMetadata/required"))).containsExactly("name", "description");
        assertThat(names(schemas.at("/Actor/enum"))).contains("subscriber");
    }

    /** What the specification of OpenAPI asks beyond the form of JSON. */
    @Test
    void is_a_valid_document() {
        var document = ApiCaller.json(ApiCaller.get("/q/openapi?format=json"));

        assertThat(document.at("/info/title").asText()).isNotEmpty();
        assertThat(document.at("/info/version").asText()).isNotEmpty();
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(ref -> assertThat(document.at(ref.substring(1)).isObject())
                        .as(ref)
                        .isTrue());
        assertThat(document.findValues("schema")).isNotEmpty().allSatisfy(OpenApiIT::isSchema);
        assertThat(document.at("/components/schemas").properties()).allSatisfy(schema -> isSchema(schema.getValue()));
        var operations = ApiDocument.everything();
        assertThat(operations).allSatisfy(operation -> isValid(operation, document));
        assertThat(operations.stream()
                        .map(operation -> operation.described().path("operationId"))
                        .filter(id -> !id.isMissingNode()))
                .doesNotHaveDuplicates();
    }

    private static void isValid(ApiDocument.Operation operation, JsonNode document) {
        var inPath = Pattern.compile("\\{([^}]+)}")
                .matcher(operation.path())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(operation.path()).startsWith("/");
        assertThat(operation.parameters().stream()
                        .filter(parameter -> parameter.in().equals("path"))
                        .map(ApiDocument.Parameter::name))
                .containsExactlyInAnyOrderElementsOf(inPath);
        assertThat(operation.parameters()).doesNotHaveDuplicates();
        assertThat(operation.described().path("parameters")).allSatisfy(parameter -> {
            assertThat(parameter.has("schema")).as(parameter.toString()).isTrue();
            assertThat(parameter.path("in").asText()).isIn("path", "query");
            assertThat(parameter.path("required").asBoolean()
                            || parameter.path("in").asText().equals("query"))
                    .isTrue();
        });
        assertThat(operation.described().path("responses").properties())
                .isNotEmpty()
                .allSatisfy(response -> {
                    assertThat(response.getKey()).matches("[1-5][0-9]{2}|default");
                    assertThat(response.getValue().path("description").asText()).isNotEmpty();
                });
        assertThat(operation.described().path("security"))
                .flatExtracting(requirement -> names(requirement))
                .allMatch(document.at("/components/securitySchemes")::has);
    }

    private static void isSchema(JsonNode schema) {
        assertThat(ApiSchemas.faults(schema)).as(schema.toString()).isEmpty();
    }

    /** The members of an object, or the texts of an array. */
    private static List<String> names(JsonNode node) {
        return node.isObject()
                ? node.properties().stream().map(Map.Entry::getKey).toList()
                : StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
    }

    @Test
    void tells_what_every_parameter_means_and_how_errors_look() {
        var paths = ApiCaller.json(ApiCaller.get("/q/openapi?format=json")).path("paths");

        for (var operation : operations(paths)) {
            assertThat(operation.at("/responses/default/content").has("application/problem+json"))
                    .isTrue();
            for (var parameter : operation.path("parameters")) {
                assertThat(parameter.path("description").asText())
                        .as(parameter.toString())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void tells_which_credentials_open_what() {
        var paths = ApiCaller.json(ApiCaller.get("/q/openapi?format=json")).path("paths");

        assertThat(paths.at("/~1v0~1subscriptions~1{merchant}/get/security").toString())
                .isEqualTo("[{\"api_key\":[]},{\"session\":[]}]");
        assertThat(paths.at("/~1v0~1api-keys/post/security").toString()).isEqualTo("[{\"session\":[]}]");
        assertThat(paths.at("/~1v0~1auth~1check/get").has("security")).isFalse();
    }

    @Test
    void lists_have_headers_where_objects_have_as_of() {
        var document = ApiCaller.json(ApiCaller.get("/q/openapi?format=json"));

        var answers = document.path("paths").properties().stream()
                .filter(path -> !OF_NO_BLOCK.contains(path.getKey())
                        && !path.getKey().startsWith("/v0/webhooks")
                        && !path.getKey().startsWith("/v0/discord/"))
                .map(path -> path.getValue().at("/get/responses/200"))
                .filter(answer -> answer.path("content").has("application/json"))
                .toList();

        assertThat(answers).hasSizeGreaterThan(14).allSatisfy(answer -> {
            var schema = answer.at("/content/application~1json/schema");
            if (schema.path("type").asText().equals("array")) {
                assertThat(answer.path("headers").properties().stream().map(Map.Entry::getKey))
                        .contains(
                                "X-Indexed-Block",
                                "X-Indexed-Hash",
                                "X-Indexed-Finality",
                                "X-Indexed-Lag",
                                "X-Indexed-Incomplete",
                                "ETag",
                                "Link");
            } else {
                var name = schema.path("$ref").asText().replaceFirst("^#", "");
                assertThat(document.at(name + "/properties").has("as_of"))
                        .as(name)
                        .isTrue();
            }
        });
    }

    private static List<JsonNode> operations(JsonNode paths) {
        return paths.properties().stream()
                .flatMap(path -> path.getValue().properties().stream())
                .map(Map.Entry::getValue)
                .toList();
    }
}
