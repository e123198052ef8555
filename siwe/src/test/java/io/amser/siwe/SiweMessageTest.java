package io.amser.siwe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiweMessageTest {

    @Test
    void holds_every_field() {
        assertThat(SiweMessage.parse(SiweText.WHOLE))
                .isEqualTo(new SiweMessage(
                        Optional.empty(),
                        "service.example",
                        new Address("0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"),
                        Optional.of("I accept the Terms of Service: https://service.example/tos"),
                        "https://service.example/login",
                        new ChainId(1),
                        "32891757",
                        Instant.parse("2026-04-01T10:00:00Z"),
                        Optional.of(Instant.parse("2026-04-01T11:00:00Z")),
                        Optional.of(Instant.parse("2026-04-01T09:00:00Z")),
                        Optional.of("some_id"),
                        List.of(
                                "ipfs://Qme7ss3ARVgxv6rXqVPiikMJ8u2NLgmgszg13pYrDKEoiu",
                                "https://example.com/my-web2-claim.json")));
    }

    private static Stream<String> lawful() {
        return Stream.of(
                SiweText.with("I accept the Terms of Service: https://service.example/tos\n\n", "\n"),
                SiweText.with("Expiration Time: 2026-04-01T11:00:00.000Z\n", ""),
                SiweText.with("Request ID: some_id", "Request ID: "),
                SiweText.with("Resources:\n- ipfs", "Resources:\n- https://a.example\n- ipfs"),
                SiweText.WHOLE.substring(0, SiweText.WHOLE.indexOf("\n- ")),
                SiweText.with("service.example wants", "https://service.example wants"),
                SiweText.with("service.example wants", "user@[2001:db8::1]:8443 wants"),
                SiweText.with("10:00:00.000Z", "10:00:00z"),
                SiweText.with("10:00:00.000Z", "10:00:00.123456789+05:30"),
                SiweText.with("Chain ID: 1", "Chain ID: 84532"),
                SiweText.with("URI: https://service.example/login", "URI: did:key:z6Mk"));
    }

    @ParameterizedTest
    @MethodSource("lawful")
    void is_read_in_every_form_that_the_grammar_has(String text) {
        assertThat(SiweMessage.parse(text).nonce()).isEqualTo("32891757");
    }

    private static Stream<String> unlawful() {
        return Stream.of(
                "",
                "\n",
                SiweText.WHOLE + "\n",
                SiweText.WHOLE + " ",
                " " + SiweText.WHOLE,
                "\ufeff" + SiweText.WHOLE,
                SiweText.WHOLE.replace("\n", "\r\n"),
                SiweText.with("account:\n", "account: \n"),
                SiweText.with("service.example wants", "service.example/path wants"),
                SiweText.with("service.example wants", "service.example\u0430 wants"),
                SiweText.with("service.example wants", "[::g] wants"),
                SiweText.with("service.example wants", "ht_tp://service.example wants"),
                SiweText.with("service.example wants", "service%2 wants"),
                SiweText.with("service.example wants", "https:// wants"),
                SiweText.with("0xC02aaA39", "0xc02aaA39"),
                SiweText.with(
                        "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2", "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"),
                SiweText.with("0xC02aaA39", "0XC02aaA39"),
                SiweText.with("756Cc2", "756Cc"),
                SiweText.with("756Cc2\n\n", "756Cc2\n"),
                SiweText.with("I accept", "I \u00e4ccept"),
                SiweText.with("I accept", "I \taccept"),
                SiweText.with("I accept", "I \"accept"),
                SiweText.with("tos\n\n", "tos\n\n\n"),
                SiweText.with("URI: ", "uri: "),
                SiweText.with("URI: ", "URI:"),
                SiweText.with("URI: https://service.example/login", "URI: /login"),
                SiweText.with("URI: https://service.example/login", "URI: https://service.example/lo gin"),
                SiweText.with("URI: https://service.example/login", "URI: https://service.example/%zz"),
                SiweText.with("URI: https://service.example/login", "URI: https://service.example/#a#b"),
                SiweText.with("Version: 1", "Version: 2"),
                SiweText.with("Version: 1", "Version: 1 "),
                SiweText.with("Chain ID: 1", "Chain ID: 0"),
                SiweText.with("Chain ID: 1", "Chain ID: -1"),
                SiweText.with("Chain ID: 1", "Chain ID: 0x1"),
                SiweText.with("Chain ID: 1", "Chain ID: \u0661"),
                SiweText.with("Chain ID: 1", "Chain ID: " + "9".repeat(19)),
                SiweText.with("32891757", "3289175"),
                SiweText.with("32891757", "32891757-"),
                SiweText.with("Nonce: 32891757", "Nonce: 32891757\nNonce: 32891757"),
                SiweText.with("2026-04-01T10", "2026-02-30T10"),
                SiweText.with("2026-04-01T10", "2026-04-01 10"),
                SiweText.with("10:00:00.000Z", "25:00:00.000Z"),
                SiweText.with("10:00:00.000Z", "10:00:00.000"),
                SiweText.with("10:00:00.000Z", "10:00:00.Z"),
                SiweText.with("10:00:00.000Z", "10:00Z"),
                SiweText.with("Request ID: some_id", "Request ID: a/b"),
                SiweText.with("Resources:", "Resources: "),
                SiweText.with("- ipfs", "-ipfs"),
                SiweText.with("I accept", "I accept " + "a".repeat(4_096)));
    }

    @ParameterizedTest
    @MethodSource("unlawful")
    void is_refused_where_one_character_breaks_the_grammar(String text) {
        assertThatThrownBy(() -> SiweMessage.parse(text)).isInstanceOf(MalformedMessage.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "a", ":", "/", "?", "#", "[", "\n", "- a:b\n", "%41"})
    void never_takes_long_over_a_hostile_text(String part) {
        var long4K = SiweText.with("- ipfs", "- ipfs:" + part.repeat(3_000 / part.length()));

        assertThat(catchThrowable(() -> SiweMessage.parse(long4K)))
                .satisfiesAnyOf(
                        failure -> assertThat(failure).isNull(),
                        failure -> assertThat(failure).isInstanceOf(MalformedMessage.class));
    }

    @Test
    void holds_what_the_published_vectors_hold() {
        assertThat(Vectors.of("parsing_positive.json")).isNotEmpty().allSatisfy(vector -> {
            var message = SiweMessage.parse(vector.getValue().path("message").asText());
            var fields = vector.getValue().path("fields");
            assertThat(message.domain()).isEqualTo(fields.path("domain").asText());
            assertThat(message.scheme()).isEqualTo(text(fields, "scheme"));
            assertThat(message.address().checksummed())
                    .isEqualTo(fields.path("address").asText());
            assertThat(message.statement()).isEqualTo(text(fields, "statement"));
            assertThat(message.uri()).isEqualTo(fields.path("uri").asText());
            assertThat(message.chainId())
                    .isEqualTo(new ChainId(fields.path("chainId").asLong()));
            assertThat(message.nonce()).isEqualTo(fields.path("nonce").asText());
            assertThat(message.issuedAt())
                    .isEqualTo(OffsetDateTime.parse(fields.path("issuedAt").asText())
                            .toInstant());
            assertThat(message.resources()).isEqualTo(texts(fields.path("resources")));
        });
    }

    @Test
    void refuses_what_the_published_vectors_refuse() {
        assertThat(Vectors.of("parsing_negative.json"))
                .isNotEmpty()
                .allSatisfy(vector -> assertThatThrownBy(
                                () -> SiweMessage.parse(vector.getValue().asText()))
                        .as(vector.getKey())
                        .isInstanceOf(MalformedMessage.class));
    }

    private static Optional<String> text(JsonNode fields, String name) {
        return Optional.of(fields.path(name)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
