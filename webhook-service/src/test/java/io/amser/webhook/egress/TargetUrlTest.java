package io.amser.webhook.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.webhook.egress.TargetUrl.Check;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/hostile-urls.csv", numLinesToSkip = 1)
    void a_hostile_url_is_refused_with_its_reason(String url, Refusal refusal) {
        assertThat(TargetUrl.check(url, EgressPolicy.PUBLIC_INTERNET)).isEqualTo(new Check.Refused(refusal));
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.shop.com/amser?key=1, hooks.shop.com, 443, /amser?key=1",
        "HTTPS://Hooks.Shop.COM, hooks.shop.com, 443, /",
        "https://xn--bcher-kva.com:8443/a%20b, xn--bcher-kva.com, 8443, /a%20b",
        "https://8.8.8.8/, 8.8.8.8, 443, /",
        "https://[2606:4700:4700::1111]:444/, 2606:4700:4700::1111, 444, /",
        "https://shop.com?x=@y, shop.com, 443, /?x=@y",
        "https://0x7f.shop.com/, 0x7f.shop.com, 443, /",
        "https://127.0.0.1.nip.io/, 127.0.0.1.nip.io, 443, /"
    })
    void a_public_url_is_taken(String url, String host, int port, String path) {
        assertThat(TargetUrl.check(url, EgressPolicy.PUBLIC_INTERNET))
                .isEqualTo(new Check.Accepted(new TargetUrl(true, host, port, path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8000/hook", "http://localhost:8000/hook", "http://receiver/hook"})
    void a_developer_may_permit_his_own_machine(String url) {
        var onOneMachine = EgressPolicy.of(true, List.of("127.0.0.0/8", "::1/128"));

        assertThat(TargetUrl.check(url, onOneMachine)).isInstanceOf(Check.Accepted.class);
    }

    @Test
    void what_a_developer_permits_opens_nothing_else() {
        var onOneMachine = EgressPolicy.of(true, List.of("127.0.0.0/8"));

        assertThat(TargetUrl.check("http://169.254.169.254/", onOneMachine))
                .isEqualTo(new Check.Refused(Refusal.METADATA));
        assertThat(TargetUrl.check("http://128.0.0.1/", EgressPolicy.of(false, List.of("127.0.0.0/8"))))
                .isEqualTo(new Check.Refused(Refusal.NOT_HTTPS));
    }

    @Test
    void a_url_longer_than_any_server_takes_is_refused() {
        assertThat(TargetUrl.check("https://shop.com/" + "a".repeat(2048), EgressPolicy.PUBLIC_INTERNET))
                .isEqualTo(new Check.Refused(Refusal.TOO_LONG));
    }
}
