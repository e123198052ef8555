package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who asks too much waits, and nobody else does. */
@QuarkusTest
@OnTestServers
class RateLimitIT {
    private static final int TRIES_TO_SIGN_IN = 60;

    private static final int OF_ADDRESS = 200;

    @Test
    void an_address_that_has_spent_its_quota_is_told_when_to_come_back() {
        var place = ApiCaller.newPlace();
        var allowed = IntStream.range(0, TRIES_TO_SIGN_IN)
                .mapToObj(_ -> nonceFrom(place))
                .toList();

        var refused = nonceFrom(place);

        assertThat(allowed).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        assertThat(allowed.getFirst().headers().firstValue("RateLimit-Policy")).hasValue("\"sign-in\";q=60;w=60");
        assertThat(allowed.getFirst().headers().firstValue("RateLimit"))
                .hasValueSatisfying(limit -> assertThat(limit).matches("\"sign-in\";r=59;t=[0-9]+"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(ApiCaller.json(refused).path("code").asText()).isEqualTo("rate_limited");
        assertThat(refused.headers().firstValue("RateLimit"))
                .hasValueSatisfying(limit -> assertThat(limit).contains("r=0;"));
        assertThat(refused.headers().firstValue("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 60));
        assertThat(nonceFrom(ApiCaller.newPlace()).statusCode()).isEqualTo(200);
        assertThat(nonceFrom("1.2.3.4, " + place).statusCode()).isEqualTo(429);
    }

    @Test
    void public_paths_are_counted_by_address_and_others_by_caller() {
        var session = TestSession.signedIn();

        assertThat(policy(ApiCaller.get("/v0/tokens"))).isEqualTo("\"address\";q=200;w=60");
        assertThat(policy(session.get("/v0/plans/" + session.merchant()))).isEqualTo("\"caller\";q=6000;w=60");
    }

    @Test
    void trying_keys_spends_a_quota_of_the_address() {
        var place = ApiCaller.newPlace();

        var first = tryKey(place);
        var second = tryKey(place);

        assertThat(first.statusCode()).isEqualTo(401);
        assertThat(first.headers().firstValue("RateLimit"))
                .hasValueSatisfying(limit -> assertThat(limit).startsWith("\"credentials\";r=199;"));
        assertThat(second.headers().firstValue("RateLimit"))
                .hasValueSatisfying(limit -> assertThat(limit).startsWith("\"credentials\";r=198;"));
    }

    @Test
    void who_has_tried_too_many_keys_is_not_heard_with_a_good_one_either() {
        var place = ApiCaller.newPlace();
        var session = TestSession.signedIn();
        var key = session.newKey();
        for (var tries = 0; tries < OF_ADDRESS; tries++) {
            assertThat(tryKey(place).statusCode()).isEqualTo(401);
        }

        assertThat(tryKey(place).statusCode()).isEqualTo(429);
        assertThat(withKey(key, session, place).statusCode()).isEqualTo(429);
        assertThat(withKey(key, session, ApiCaller.newPlace()).statusCode()).isEqualTo(200);
    }

    @Test
    void an_address_reads_public_paths_as_often_as_its_quota_says() {
        var place = ApiCaller.newPlace();
        for (var tries = 0; tries < OF_ADDRESS; tries++) {
            assertThat(tokensFrom(place).statusCode()).isEqualTo(200);
        }

        assertThat(tokensFrom(place).statusCode()).isEqualTo(429);
        assertThat(tokensFrom(ApiCaller.newPlace()).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> tokensFrom(String place) {
        return ApiCaller.send(ApiCaller.request("/v0/tokens")
                .setHeader("X-Forwarded-For", place)
                .GET());
    }

    private static HttpResponse<String> withKey(String key, TestSession session, String place) {
        return ApiCaller.send(ApiCaller.request("/v0/plans/" + session.merchant())
                .setHeader("X-Forwarded-For", place)
                .header("Authorization", "Bearer " + key)
                .GET());
    }

    private static HttpResponse<String> tryKey(String place) {
        return ApiCaller.send(ApiCaller.request("/v0/plans/0x" + "4".repeat(40))
                .setHeader("X-Forwarded-For", place)
                .header("Authorization", "Bearer amsr_test_nonsense")
                .GET());
    }

    private static HttpResponse<String> nonceFrom(String place) {
        return ApiCaller.send(ApiCaller.request("/v0/auth/nonce")
                .setHeader("X-Forwarded-For", place)
                .GET());
    }

    private static String policy(HttpResponse<String> answer) {
        return answer.headers().firstValue("RateLimit-Policy").orElseThrow();
    }
}
