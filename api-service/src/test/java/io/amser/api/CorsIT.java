package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any site reads public data; a session is the web app's alone. */
@QuarkusTest
@OnTestServers
class CorsIT {
    private static final String ANY_SITE = "https://shop.example";

    @Test
    void any_site_reads_public_data_without_credentials() {
        var answer = from(ANY_SITE, "/v0/status");

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers"))
                .hasValueSatisfying(names -> assertThat(names).contains("ETag", "X-Indexed-Block", "RateLimit"));
    }

    @Test
    void a_refusal_can_be_read_too() {
        var answer = from(ANY_SITE, "/v0/tokens/nonsense");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v0/auth/nonce",
                "/v0/auth/session",
                "/v0/api-keys",
                "/v0/plans/0x4444444444444444444444444444444444444444"
            })
    void the_web_app_alone_uses_a_session(String path) {
        var webApp = from(TestSession.WEB_APP, path);
        var other = from(ANY_SITE, path);

        assertThat(webApp.headers().firstValue("Access-Control-Allow-Origin")).hasValue(TestSession.WEB_APP);
        assertThat(webApp.headers().firstValue("Access-Control-Allow-Credentials"))
                .hasValue("true");
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(other.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(other.headers().allValues("Vary")).contains("Origin");
    }

    @Test
    void a_preflight_needs_no_credentials_and_promises_no_more_than_is_kept() {
        var publicData = preflight(ANY_SITE, "/v0/auth/check", "GET");
        var webApp = preflight(TestSession.WEB_APP, "/v0/api-keys/1", "DELETE");
        var other = preflight(ANY_SITE, "/v0/api-keys/1", "DELETE");

        assertThat(publicData.statusCode()).isEqualTo(204);
        assertThat(publicData.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValue("GET");
        assertThat(publicData.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValueSatisfying(names -> assertThat(names).contains("Authorization"));
        assertThat(webApp.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("DELETE", "PATCH"));
        assertThat(webApp.headers().firstValue("Access-Control-Allow-Credentials"))
                .hasValue("true");
        assertThat(other.headers().map())
                .doesNotContainKeys("access-control-allow-origin", "access-control-allow-methods");
    }

    private static HttpResponse<String> from(String site, String path) {
        return ApiCaller.send(ApiCaller.request(path).header("Origin", site).GET());
    }

    private static HttpResponse<String> preflight(String site, String path, String method) {
        return ApiCaller.send(ApiCaller.request(path)
                .header("Origin", site)
                .header("Access-Control-Request-Method", method)
                .method("OPTIONS", BodyPublishers.noBody()));
    }
}
