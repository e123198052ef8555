package io.amser.discord.verification;

import io.amser.jsonroutes.Dates;
import io.amser.protocol.ChainId;
import io.amser.siwe.Expectation;
import io.amser.siwe.Mismatch;
import io.amser.siwe.SiweMessage;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** The message that a link asks a wallet to sign: nothing in it but the wallet's address is left open. */
record LinkMessage(Expectation expectation, String statement, Instant issuedAt, Instant expirationTime) {
    private static final String PAGE = "/discord/verify";

    /** What the page at this origin asks a wallet to sign. */
    static LinkMessage of(Verification verification, VerificationToken token, URI webApp, ChainId chain) {
        var expectation =
                new Expectation(webApp.getScheme(), webApp.getAuthority(), webApp + PAGE, chain, token.nonce());
        return new LinkMessage(
                expectation, Statement.of(verification.member()), verification.createdAt(), verification.expiresAt());
    }

    /** The first field in which a message differs from this one, or in which its time is over; empty if there is none. */
    Optional<String> mismatch(SiweMessage message, Instant now) {
        return expectation
                .refusal(message, now)
                .map(LinkMessage::field)
                .or(() -> differs("statement", message.statement().equals(Optional.of(statement))))
                .or(() -> differs("issued_at", message.issuedAt().equals(issuedAt)))
                .or(() -> differs("expiration_time", message.expirationTime().equals(Optional.of(expirationTime))));
    }

    private static Optional<String> differs(String field, boolean isEqual) {
        return isEqual ? Optional.empty() : Optional.of(field);
    }

    private static String field(Mismatch mismatch) {
        return switch (mismatch) {
            case FOREIGN_DOMAIN -> "domain";
            case FOREIGN_URI -> "uri";
            case OTHER_CHAIN -> "chain_id";
            case OTHER_NONCE -> "nonce";
            case EXPIRED -> "expiration_time";
            case NOT_YET_VALID -> "not_before";
        };
    }

    /** As the page takes it to write the text. */
    JsonObject view() {
        return new JsonObject()
                .put("domain", expectation.domain())
                .put("uri", expectation.uri())
                .put("version", "1")
                .put("chain_id", expectation.chain().value())
                .put("nonce", expectation.nonce())
                .put("statement", statement)
                .put("issued_at", Dates.iso(issuedAt))
                .put("expiration_time", Dates.iso(expirationTime));
    }
}
