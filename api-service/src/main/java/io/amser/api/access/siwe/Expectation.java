package io.amser.api.access.siwe;

import static io.amser.api.problem.ProblemCode.FOREIGN_DOMAIN;
import static io.amser.api.problem.ProblemCode.FOREIGN_URI;
import static io.amser.api.problem.ProblemCode.MESSAGE_EXPIRED;
import static io.amser.api.problem.ProblemCode.MESSAGE_NOT_YET_VALID;
import static io.amser.api.problem.ProblemCode.NONCE_MISMATCH;
import static io.amser.api.problem.ProblemCode.OTHER_CHAIN;

import io.amser.api.problem.ProblemCode;
import io.amser.protocol.ChainId;
import java.time.Instant;
import java.util.Optional;

/** What a message must say to be meant for us, now and in this browser. */
public record Expectation(String scheme, String domain, String uri, ChainId chain, String nonce) {

    /** The first thing at which the message differs; empty if there is none. */
    public Optional<ProblemCode> refusal(SiweMessage message, Instant now) {
        if (!message.domain().equals(domain)
                || message.scheme().filter(given -> !given.equals(scheme)).isPresent()) {
            return Optional.of(FOREIGN_DOMAIN);
        }
        if (!message.uri().equals(uri)) {
            return Optional.of(FOREIGN_URI);
        }
        if (!message.chainId().equals(chain)) {
            return Optional.of(OTHER_CHAIN);
        }
        if (!message.nonce().equals(nonce)) {
            return Optional.of(NONCE_MISMATCH);
        }
        if (message.expirationTime().filter(end -> !now.isBefore(end)).isPresent()) {
            return Optional.of(MESSAGE_EXPIRED);
        }
        return message.notBefore().filter(now::isBefore).map(_ -> MESSAGE_NOT_YET_VALID);
    }
}
