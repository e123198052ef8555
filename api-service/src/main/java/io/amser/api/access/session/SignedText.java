package io.amser.api.access.session;

import io.amser.api.ApiConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** JWTs that only this service can have written, each for one purpose. */
@ApplicationScoped
class SignedText {
    private static final Logger LOG = Logger.getLogger(SignedText.class);

    private final Optional<HmacKey> key;

    @Inject
    SignedText(ApiConfig config) {
        this(config.webOrigin().flatMap(_ -> config.sessionKey()));
        if (key.isEmpty()) {
            LOG.warn("Nobody can sign in: set amser.api.session-key and amser.api.web-origin");
        }
    }

    SignedText(Optional<String> key) {
        this.key = key.map(text -> new HmacKey(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What nobody else can use for another purpose: cookies of one kind are no cookies of the other. */
    enum Purpose {
        SIGN_IN,
        SESSION
    }

    /** The text, and when it was signed, to the second. */
    record Content(String text, Instant signedAt) {}

    boolean canSign() {
        return key.isPresent();
    }

    String sign(Purpose purpose, String text, Instant now) {
        var claims = new JwtClaims();
        claims.setAudience(purpose.name());
        claims.setSubject(text);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setKey(key.orElseThrow(() -> new IllegalStateException("There is no key to sign with")));
        token.setPayload(claims.toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("A JWT could not be signed", e);
        }
    }

    /** What we signed for this purpose; empty for anything else. */
    Optional<Content> read(Purpose purpose, String token) {
        return key.flatMap(signer -> {
            try {
                var claims = new JwtConsumerBuilder()
                        .setVerificationKey(signer)
                        .setJwsAlgorithmConstraints(
                                new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256))
                        .setExpectedAudience(purpose.name())
                        .setRequireSubject()
                        .setRequireIssuedAt()
                        .build()
                        .processToClaims(token);
                return Optional.of(new Content(
                        claims.getSubject(),
                        Instant.ofEpochSecond(claims.getIssuedAt().getValue())));
            } catch (InvalidJwtException | MalformedClaimException _) {
                return Optional.empty();
            }
        });
    }
}
