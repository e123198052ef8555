package io.amser.servicetoken;

import io.amser.protocol.Address;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

/** The key that the API shares with one service, which neither takes another's tokens nor can make them. */
public final class TokenKey {
    private static final int LEAST_BYTES = 32;
    private static final Duration LIFE = Duration.ofSeconds(30);

    /** What the clocks of two machines may differ. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private static final String ISSUER = "api-service";
    private static final String SCOPE = "scope";

    private final Audience audience;
    private final HmacKey key;

    public TokenKey(Audience audience, String key) {
        var bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < LEAST_BYTES) {
            throw new IllegalArgumentException("The key for the tokens of " + audience + " needs 32 bytes or more");
        }
        this.audience = audience;
        this.key = new HmacKey(bytes);
    }

    public String sign(ServiceToken token, Instant now) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(audience.name());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFE).getEpochSecond()));
        claims.setStringClaim(SCOPE, token.scope().name());
        token.merchant().ifPresent(merchant -> claims.setSubject(merchant.value()));
        var jwt = new JsonWebSignature();
        jwt.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        jwt.setKey(key);
        jwt.setPayload(claims.toJson());
        try {
            return jwt.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("A token could not be signed", e);
        }
    }

    /** What the API said just now to this service; empty for anything else. */
    Optional<ServiceToken> read(String jwt, Instant now) {
        try {
            var claims = new JwtConsumerBuilder()
                    .setVerificationKey(key)
                    .setJwsAlgorithmConstraints(
                            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256))
                    .setExpectedIssuer(ISSUER)
                    .setExpectedAudience(audience.name())
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
                    .setAllowedClockSkewInSeconds((int) SKEW.toSeconds())
                    .build()
                    .processToClaims(jwt);
            var merchant = Optional.ofNullable(claims.getSubject()).map(Address::new);
            return Optional.of(new ServiceToken(merchant, Scope.valueOf(claims.getStringClaimValue(SCOPE))));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
