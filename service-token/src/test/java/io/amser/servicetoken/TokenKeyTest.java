package io.amser.servicetoken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.protocol.Address;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenKeyTest {
    private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final TokenKey WEBHOOK = new TokenKey(Audience.WEBHOOK_SERVICE, SECRET);
    private static final Address MERCHANT = new Address("0x" + "1".repeat(40));
    private static final ServiceToken READER = ServiceToken.of(MERCHANT, Scope.READ);

    @Test
    void the_service_reads_what_the_api_said() {
        assertThat(WEBHOOK.read(WEBHOOK.sign(READER, NOON), NOON)).hasValue(READER);
        assertThat(WEBHOOK.read(WEBHOOK.sign(ServiceToken.ofAnyone(), NOON), NOON))
                .hasValue(ServiceToken.ofAnyone());
    }

    @Test
    void a_token_is_for_one_service_alone() {
        var discord = new TokenKey(Audience.DISCORD_SERVICE, SECRET);

        assertThat(discord.read(WEBHOOK.sign(READER, NOON), NOON)).isEmpty();
    }

    @Test
    void nobody_without_the_key_makes_a_token() {
        var other = new TokenKey(Audience.WEBHOOK_SERVICE, "fedcba9876543210fedcba9876543210");
        var parts = WEBHOOK.sign(READER, NOON).split("\\.", -1);
        var unsigned = text("{\"alg\":\"none\"}") + "." + parts[1] + ".";

        assertThat(WEBHOOK.read(other.sign(READER, NOON), NOON)).isEmpty();
        assertThat(WEBHOOK.read(unsigned, NOON)).isEmpty();
        assertThat(WEBHOOK.read("", NOON)).isEmpty();
        assertThat(WEBHOOK.read("a.b.c", NOON)).isEmpty();
    }

    @Test
    void a_token_lives_half_a_minute_and_what_clocks_may_differ() {
        var token = WEBHOOK.sign(READER, NOON);

        assertThat(WEBHOOK.read(token, NOON.minusSeconds(10))).hasValue(READER);
        assertThat(WEBHOOK.read(token, NOON.plusSeconds(39))).hasValue(READER);
        assertThat(WEBHOOK.read(token, NOON.plusSeconds(41))).isEmpty();
    }

    @Test
    void whoever_reads_does_not_write() {
        assertThat(Scope.READ.allows(HttpMethod.GET)).isTrue();
        assertThat(Scope.READ.allows(HttpMethod.POST)).isFalse();
        assertThat(Scope.WRITE.allows(HttpMethod.DELETE)).isTrue();
        assertThat(Scope.neededFor(HttpMethod.HEAD)).isEqualTo(Scope.READ);
        assertThat(Scope.neededFor(HttpMethod.PATCH)).isEqualTo(Scope.WRITE);
    }

    @Test
    void a_caller_is_a_merchant_or_anyone() {
        assertThatThrownBy(() -> new ServiceToken(Optional.empty(), Scope.WRITE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ServiceToken(Optional.of(MERCHANT), Scope.PUBLIC))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_key_that_can_be_guessed_is_none() {
        assertThatThrownBy(() -> new TokenKey(Audience.WEBHOOK_SERVICE, "short"))
                .hasMessageContaining("WEBHOOK_SERVICE");
    }

    private static String text(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
