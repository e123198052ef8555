package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a caller writes into a parameter, the answer is a problem that names it. */
@QuarkusTest
@OnTestServers
class HostileInputIT {
    private static final String ADDRESS = "0x" + "5".repeat(40);
    private static final String CHECK =
            "/v0/auth/check?module_address=" + ADDRESS + "&wallet=" + ADDRESS + "&plan_ids=1";

    private static Stream<String> hostileTexts() {
        return Stream.of(
                "x",
                "-1",
                "1.0",
                "1e3",
                "+1",
                " 1",
                "0x10",
                "\u0661",
                "\uff11",
                "1\u0000",
                "\ud83d\ude00",
                "'; DROP TABLE plan; --",
                "1\r\nX-Injected: 1",
                "9".repeat(4_000),
                "../../etc/passwd",
                "null",
                "NaN");
    }

    private static Stream<Arguments> hostile() {
        return Stream.of(
                        "/v0/auth/check?wallet=" + ADDRESS + "&plan_ids=1&module_address=",
                        "/v0/auth/check?module_address=" + ADDRESS + "&plan_ids=1&wallet=",
                        "/v0/auth/check?module_address=" + ADDRESS + "&wallet=" + ADDRESS + "&plan_ids=",
                        CHECK + "&mode=",
                        CHECK + "&chain_id=",
                        "/v0/plans/",
                        "/v0/plans/" + ADDRESS + "?chain_id=",
                        "/v0/plans/" + ADDRESS + "/",
                        "/v0/plans/" + ADDRESS + "/1?module_address=",
                        "/v0/subscriptions/",
                        "/v0/subscriptions/" + ADDRESS + "/",
                        "/v0/activity/" + ADDRESS + "?type=",
                        "/v0/activity/" + ADDRESS + "?limit=",
                        "/v0/activity/" + ADDRESS + "?since=",
                        "/v0/activity/" + ADDRESS + "?token=",
                        "/v0/tokens/",
                        "/v0/tokens?include_disabled=")
                .flatMap(path -> hostileTexts().map(text -> Arguments.of(path, text)));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void is_refused(String path, String text) {
        var answer = ApiCaller.getAsMerchant(
                path + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"));

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().map()).doesNotContainKey("x-injected");
        assertThat(answer.body()).contains("\"code\":\"").doesNotContain("Exception", "\tat ");
    }

    private static Stream<Arguments> planIds() {
        var many = IntStream.range(0, 51).mapToObj(Integer::toString).collect(Collectors.joining(","));
        return Stream.of(
                Arguments.of("", "missing_parameter"),
                Arguments.of("1,,2", "missing_parameter"),
                Arguments.of("1,", "missing_parameter"),
                Arguments.of("4294967296", "invalid_parameter"),
                Arguments.of("01", "invalid_parameter"),
                Arguments.of("1%3B2", "invalid_parameter"),
                Arguments.of(many, "invalid_parameter"));
    }

    @ParameterizedTest
    @MethodSource("planIds")
    void plan_ids_are_refused_with_a_code(String planIds, String code) {
        var answer = ApiCaller.get(
                "/v0/auth/check?module_address=" + ADDRESS + "&wallet=" + ADDRESS + "&plan_ids=" + planIds);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(ApiCaller.json(answer).path("code").asText()).isEqualTo(code);
        assertThat(ApiCaller.json(answer).path("parameter").asText()).isEqualTo("plan_ids");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
                "0X5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED",
                "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
            })
    void addresses_need_their_prefix_and_in_mixed_case_their_checksum(String wallet) {
        var answer = ApiCaller.get("/v0/auth/check?module_address=" + ADDRESS + "&plan_ids=1&wallet=" + wallet);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(ApiCaller.json(answer).path("code").asText()).isEqualTo("invalid_parameter");
        assertThat(ApiCaller.json(answer).path("parameter").asText()).isEqualTo("wallet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
            })
    void addresses_in_any_honest_case_are_read(String module) {
        var answer = ApiCaller.get("/v0/auth/check?wallet=" + ADDRESS + "&plan_ids=1&module_address=" + module);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(ApiCaller.json(answer).path("code").asText()).isEqualTo("unknown_module");
    }
}
