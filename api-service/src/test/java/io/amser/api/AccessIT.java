package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A merchant's paths open with a key alone; refusals are problems that say nothing of what is behind. */
@QuarkusTest
@OnTestServers
class AccessIT {
    private static final String MERCHANT = "0x" + "4".repeat(40);

    @BeforeAll
    static void thereIsABlock() {
        TestChain.publish();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v0/plans/%s",
                "/v0/plans/%s/1",
                "/v0/subscriptions/%s",
                "/v0/subscriptions/%s/1",
                "/v0/subscriptions/%s/1/explain",
                "/v0/credits/%s",
                "/v0/credits/%s/1",
                "/v0/failures/%s",
                "/v0/analytics/%s",
                "/v0/exports/%s/activity.csv",
                "/v0/exports/%s/subscriptions.csv",
                "/v0/activity/%s"
            })
    void asks_for_credentials(String path) {
        var answer = ApiCaller.get(path.formatted(MERCHANT));

        isProblem(answer, 401, "unauthorized");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer ",
                "Bearer the-key-of-these-test",
                "Basic the-key-of-these-tests",
                "the-key-of-these-tests",
                "\u00e9"
            })
    void refuses_what_is_not_the_key(String credentials) {
        var answer = ApiCaller.send(ApiCaller.request("/v0/plans/" + MERCHANT)
                .header("Authorization", credentials)
                .GET());

        isProblem(answer, 401, "unauthorized");
    }

    @Test
    void asks_for_credentials_before_it_looks_at_anything_else() {
        isProblem(ApiCaller.get("/v0/plans/no-address"), 401, "unauthorized");
    }

    @Test
    void opens_with_the_key() {
        var answer = ApiCaller.getAsMerchant("/v0/plans/" + MERCHANT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[]");
    }

    @Test
    void needs_no_key_where_data_is_public() {
        assertThat(ApiCaller.get("/v0/tokens").statusCode()).isEqualTo(200);
        assertThat(ApiCaller.get("/v0/status").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v0", "/v0/nothing", "/v1/plans", "/v0/plans", "/v0/tokens/a/b", "/%2e%2e/etc/passwd"})
    void says_that_a_path_leads_nowhere(String path) {
        isProblem(ApiCaller.getAsMerchant(path), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void takes_no_method_but_get(String method) {
        var answer = ApiCaller.send(ApiCaller.request("/v0/auth/check")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString("{\"broken")));

        isProblem(answer, 405, "method_not_allowed");
    }

    @Test
    void says_that_it_speaks_json_alone() {
        var answer = ApiCaller.send(
                ApiCaller.request("/v0/tokens").header("Accept", "text/csv").GET());

        isProblem(answer, 406, "not_acceptable");
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = ApiCaller.json(answer);
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText()).isEqualTo("urn:amser:problem:" + code);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
    }
}
