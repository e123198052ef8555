package io.amser.siwe;

import io.amser.protocol.ChainId;
import java.time.Instant;
import java.util.Optional;

/** What a message must say to be meant for us, now and for this purpose. */
public record Expectation(String scheme, String domain, String uri, ChainId chain, String nonce) {

    /** The first thing at which the message differs; empty if there is none. */
    public Optional<Mismatch> refusal(SiweMessage message, Instant now) {
        if (!message.domain().equals(domain)
                || message.scheme().filter(given -> !given.equals(scheme)).isPresent()) {
            return Optional.of(Mismatch.FOREIGN_DOMAIN);
        }
        if (!message.uri().equals(uri)) {
            return Optional.of(Mismatch.FOREIGN_URI);
        }
        if (!message.chainId().equals(chain)) {
            return Optional.of(Mismatch.OTHER_CHAIN);
        }
        if (!message.nonce().equals(nonce)) {
            return Optional.of(Mismatch.OTHER_NONCE);
        }
        if (message.expirationTime().filter(end -> !now.isBefore(end)).isPresent()) {
            return Optional.of(Mismatch.EXPIRED);
        }
        return message.notBefore().filter(now::isBefore).map(_ -> Mismatch.NOT_YET_VALID);
    }
}
