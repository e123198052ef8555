package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a caller writes into a parameter, the answer is a problem that names it. */
@QuarkusTest
@OnTestServers
class HostileInputIT {
    private static final String ADDRESS = "0x" + "5".repeat(40);

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

    /** Taken from the document, so that a parameter of tomorrow is asked too. */
    @Test
    void every_parameter_of_every_operation_refuses_it() {
        var samples = new ApiSamples();
        var parameters = ApiDocument.operations().stream()
                .flatMap(operation -> operation.parameters().stream())
                .toList();

        assertThat(parameters).hasSizeGreaterThan(50).allSatisfy(parameter -> {
            var requests = hostileTexts().map(text -> {
                var values = new LinkedHashMap<>(samples.parameters(parameter.operation()));
                values.put(parameter.name(), text);
                return samples.request(parameter.operation(), values);
            });
            assertThat(ApiCaller.sendAtOnce(requests)).allSatisfy(HostileInputIT::isProblem);
        });
    }

    @Test
    void every_body_refuses_what_is_no_body_of_its() {
        var samples = new ApiSamples();
        var withBody = ApiDocument.operations().stream()
                .filter(ApiDocument.Operation::hasBody)
                .toList();

        assertThat(withBody).isNotEmpty().allSatisfy(operation -> {
            var target = ApiSamples.target(operation, samples.parameters(operation));
            var bodies = Stream.concat(
                    hostileTexts(),
                    Stream.of("", "[]", "{}", "{\"name\":{}}", "[".repeat(100_000), "{\"name\":1e999}"));
            var requests = bodies.map(body ->
                    samples.session().writing(target).method(operation.method(), BodyPublishers.ofString(body)));
            assertThat(ApiCaller.sendAtOnce(requests)).allSatisfy(HostileInputIT::isProblem);
        });
    }

    @Test
    void a_huge_body_is_refused_unread() {
        var samples = new ApiSamples();
        var huge = "{\"name\":\"" + "x".repeat(2_000_000) + "\",\"description\":\"\"}";

        var answer = ApiCaller.send(samples.session()
                .writing("/v0/plans/" + samples.merchant().wallet() + "/1/metadata")
                .PUT(BodyPublishers.ofString(huge)));

        assertThat(answer.statusCode()).isEqualTo(413);
        isProblem(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*, text/html;q=0.9", "\"", "W/", ",,,,", "'; DROP TABLE plan; --", "\u00ff\u00fe"})
    void hostile_headers_change_nothing(String text) {
        var samples = new ApiSamples();
        var path = "/v0/modules/" + samples.merchant().module() + "/plans";

        for (var header :
                new String[] {"If-None-Match", "X-Forwarded-For", "User-Agent", "Accept-Language", "Cookie"}) {
            var answer =
                    ApiCaller.send(ApiCaller.request(path).header(header, text).GET());
            assertThat(answer.statusCode()).as(header).isIn(200, 400);
            assertThat(answer.body()).doesNotContain("Exception");
        }
    }

    private static void isProblem(HttpResponse<String> answer) {
        assertThat(answer.statusCode())
                .as(answer.request() + " " + answer.body())
                .isBetween(400, 499);
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
