package io.amser.discord.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.TestWallet;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.UserId;
import io.amser.protocol.ChainId;
import io.amser.siwe.SiweMessage;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkMessageTest {
    private static final Instant TEN = Instant.parse("2026-04-01T10:00:00Z");
    private static final URI WEB_APP = URI.create("https://app.example.org");
    private static final ChainId CHAIN = new ChainId(31_337);

    private final TestWallet wallet = new TestWallet();
    private final VerificationToken token = VerificationToken.random(new SecureRandom());
    private final LinkMessage asked = LinkMessage.of(of("42"), token, WEB_APP, CHAIN);
    private final String text = wallet.message(asked.view());

    @Test
    void is_the_one_that_its_own_fields_make() {
        assertThat(mismatch(text, TEN)).isEmpty();
        assertThat(mismatch(text.replace("app.example.org wants", "https://app.example.org wants"), TEN))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "app.example.org wants | evil.example wants | domain",
                "app.example.org wants | app.example.org.evil.example wants | domain",
                "app.example.org wants | http://app.example.org wants | domain",
                "/discord/verify | /discord/verify/ | uri",
                "/discord/verify | / | uri",
                "Chain ID: 31337 | Chain ID: 1 | chain_id",
                "(id 42) | (id 43) | statement",
                "(id 77) | (id 78) | statement",
                "alice | mallory | statement",
                "At: 2026-04-01T10:00:00.000Z | At: 2026-04-01T10:00:00.001Z | issued_at",
                "T10:10:00 | T10:10:01 | expiration_time",
                "T10:10:00 | T23:59:59 | expiration_time"
            })
    void is_no_other_that_a_wallet_may_have_signed(String part, String instead, String field) {
        assertThat(mismatch(with(part.strip(), instead.strip()), TEN)).hasValue(field.strip());
    }

    @Test
    void compares_the_nonce_and_does_not_look_for_it() {
        assertThat(mismatch(with("Nonce: " + token.nonce(), "Nonce: " + token.nonce() + "0"), TEN))
                .hasValue("nonce");
        assertThat(mismatch(with("Nonce: " + token.nonce(), "Nonce: 00000000") + "\nRequest ID: " + token.nonce(), TEN))
                .hasValue("nonce");
    }

    @Test
    void is_not_the_one_of_another_link_to_the_same_user() {
        var other = LinkMessage.of(of("42"), VerificationToken.random(new SecureRandom()), WEB_APP, CHAIN);

        assertThat(other.mismatch(SiweMessage.parse(text), TEN)).hasValue("nonce");
    }

    @Test
    void is_not_the_one_that_another_user_was_asked_for() {
        var theirs = LinkMessage.of(of("43"), token, WEB_APP, CHAIN);

        assertThat(theirs.mismatch(SiweMessage.parse(text), TEN)).hasValue("statement");
    }

    @Test
    void says_when_it_ends_and_holds_until_then() {
        assertThat(mismatch(text, TEN.plus(Duration.ofMillis(599_999)))).isEmpty();
        assertThat(mismatch(text, TEN.plus(GiveLinks.LIFE))).hasValue("expiration_time");
        var endless = text.substring(0, text.indexOf("\nExpiration Time"));
        assertThat(mismatch(endless, TEN)).hasValue("expiration_time");
    }

    @Test
    void without_a_statement_agrees_to_nothing() {
        assertThat(mismatch(with("\n\n" + asked.statement() + "\n\n", "\n\n\n"), TEN))
                .hasValue("statement");
    }

    private Optional<String> mismatch(String signed, Instant now) {
        return asked.mismatch(SiweMessage.parse(signed), now);
    }

    private String with(String part, String instead) {
        var spoilt = text.replace(part, instead);
        assertThat(spoilt).isNotEqualTo(text);
        return spoilt;
    }

    private static Verification of(String user) {
        var member = new Verification.Member(new UserId(user), "alice", new GuildId("77"), "Owls");
        return new Verification(member, TEN, TEN.plus(GiveLinks.LIFE), false);
    }
}
