package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The document says what is served. */
@QuarkusTest
@OnTestServers
class OpenApiIT {
    @Test
    void describes_every_path_in_openapi_3_1() {
        var document = ApiCaller.json(ApiCaller.get("/q/openapi?format=json"));

        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(document.path("paths").properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "/v0/auth/check",
                        "/v0/plans/{merchant}",
                        "/v0/plans/{merchant}/{id}",
                        "/v0/modules/{module}/plans",
                        "/v0/subscriptions/{merchant}",
                        "/v0/subscriptions/{merchant}/{id}",
                        "/v0/activity/{merchant}",
                        "/v0/tokens",
                        "/v0/tokens/{address}",
                        "/v0/status");
    }

    @Test
    void tells_the_unit_of_every_field() {
        var schemas = ApiCaller.json(ApiCaller.get("/q/openapi?format=json")).at("/components/schemas");

        for (var schema : new String[] {
            "Plan",
            "Subscription",
            "Activity",
            "Token",
            "Authorization",
            "AsOf",
            "Problem",
            "PlatformStatus",
            "ChainStatus",
            "KeeperBacklog",
            "LogStatus",
            "ConsumerLag"
        }) {
            assertThat(schemas.path(schema).path("properties").properties())
                    .as(schema)
                    .isNotEmpty()
                    .allSatisfy(property -> assertThat(property.getKey()).matches("[a-z_]+"))
                    .allSatisfy(property -> assertThat(
                                    property.getValue().path("description").asText())
                            .as(property.getKey())
                            .isNotEmpty());
        }
        assertThat(schemas.at("/Plan/properties/price/description").asText()).contains("token base units");
    }

    @Test
    void tells_what_every_parameter_means_and_how_errors_look() {
        var paths = ApiCaller.json(ApiCaller.get("/q/openapi?format=json")).path("paths");

        for (var path : paths) {
            var operation = path.path("get");
            assertThat(operation.at("/responses/default/content").has("application/problem+json"))
                    .isTrue();
            assertThat(operation.at("/responses/200/content").has("application/json"))
                    .isTrue();
            for (var parameter : operation.path("parameters")) {
                assertThat(parameter.path("description").asText())
                        .as(parameter.toString())
                        .isNotEmpty();
            }
        }
        assertThat(paths.at("/~1v0~1subscriptions~1{merchant}/get/security/0").has("bearer"))
                .isTrue();
        assertThat(paths.at("/~1v0~1auth~1check/get").has("security")).isFalse();
    }

    @Test
    void lists_have_headers_where_objects_have_as_of() {
        var document = ApiCaller.json(ApiCaller.get("/q/openapi?format=json"));

        var answers = document.path("paths").properties().stream()
                .filter(path -> !path.getKey().equals("/v0/status"))
                .map(path -> path.getValue().at("/get/responses/200"))
                .toList();

        assertThat(answers).hasSize(9).allSatisfy(answer -> {
            var schema = answer.at("/content/application~1json/schema");
            if (schema.path("type").asText().equals("array")) {
                assertThat(answer.path("headers").properties().stream().map(Map.Entry::getKey))
                        .containsExactlyInAnyOrder(
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
}
