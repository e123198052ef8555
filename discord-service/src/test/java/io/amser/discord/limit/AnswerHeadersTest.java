package io.amser.discord.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerHeadersTest {

    @Test
    void an_answer_tells_of_its_bucket() {
        var told = Allowance.of(headers(Map.of(
                "x-ratelimit-bucket", "abcd1234",
                "X-RateLimit-Remaining", "9",
                "X-RateLimit-Reset-After", "9.001")));

        assertThat(told).contains(new Allowance("abcd1234", 9, Duration.ofMillis(9_001)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "NaN", "1.5.", "99999999999999999999999"})
    void numbers_that_are_none_tell_nothing(String nonsense) {
        var told = headers(
                Map.of("X-RateLimit-Bucket", "b", "X-RateLimit-Remaining", "1", "X-RateLimit-Reset-After", nonsense));

        assertThat(Allowance.of(told)).isEmpty();
    }

    @Property
    void no_header_whatever_it_says_is_an_exception(@ForAll String remaining, @ForAll String reset) {
        Seconds.of(reset);
        Seconds.number(remaining);
    }

    @ParameterizedTest
    @CsvSource({"0.0001,1", "0.5,500", "64.57,64570", "1,1000", "1e19,86400000", "1e999999999,86400000"})
    void time_is_never_rounded_down_and_never_years(String text, long millis) {
        assertThat(Seconds.of(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"user,,USER", "global,true,GLOBAL", "user,true,GLOBAL", "shared,,SHARED", ",,GLOBAL", ",true,GLOBAL"})
    void whose_limit_it_is_stands_in_the_answer(String scope, String global, TooMany.Scope expected) {
        var said = new HashMap<String, String>();
        said.put("Retry-After", "65");
        if (scope != null) {
            said.put("X-RateLimit-Scope", scope);
        }
        if (global != null) {
            said.put("X-RateLimit-Global", global);
        }

        assertThat(TooMany.of(headers(said))).isEqualTo(new TooMany(Duration.ofSeconds(65), expected));
    }

    @Test
    void who_does_not_say_how_long_is_left_alone_for_a_moment() {
        assertThat(TooMany.of(headers(Map.of())).delay()).isPositive();
    }

    private static HttpHeaders headers(Map<String, String> values) {
        var lists = values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, value -> List.of(value.getValue())));
        return HttpHeaders.of(lists, (_, _) -> true);
    }
}
