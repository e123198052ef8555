package io.amser.webhook.signing;

import java.time.Instant;
import java.util.Optional;

/**
 * The secrets of one endpoint.
 *
 * @param current the one that the merchant's receiver surely knows
 * @param successor the one that takes its place
 */
public record SigningSecrets(Secret current, Optional<Successor> successor) {

    /** A secret that signs beside the current one until it takes its place. */
    public record Successor(Secret secret, Instant takesOverAt) {}

    public static SigningSecrets of(Secret secret) {
        return new SigningSecrets(secret, Optional.empty());
    }

    /** What signs at {@code now}: a successor whose time has come stands alone. */
    public SigningSecrets at(Instant now) {
        return successor
                .filter(next -> !now.isBefore(next.takesOverAt()))
                .map(next -> of(next.secret()))
                .orElse(this);
    }

    /** These secrets once {@code next} is on its way in; one that was on its way before gives way to it. */
    public SigningSecrets rotated(Secret next, Instant now, Instant takesOverAt) {
        return new SigningSecrets(at(now).current, Optional.of(new Successor(next, takesOverAt))).at(now);
    }

    /** The successor at once in its place; unchanged where there is none. */
    public SigningSecrets promoted() {
        return successor.map(next -> of(next.secret())).orElse(this);
    }
}
