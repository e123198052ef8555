package io.amser.api.access.gate;

import io.amser.api.ApiConfig;
import io.amser.api.access.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.Optional;

/** The one static key of a development platform; held as a hash, so that neither length nor time tells anything about it. */
@ApplicationScoped
class DevKey {
    private final Optional<byte[]> hash;

    @Inject
    DevKey(ApiConfig config) {
        this(config.devKey(), config.testnet());
    }

    DevKey(Optional<String> key, boolean testnet) {
        if (key.isPresent() && !testnet) {
            throw new IllegalStateException(
                    "amser.api.dev-key opens the data of every merchant, so it is taken only where amser.api.testnet=true");
        }
        this.hash = key.map(Sha256::of);
    }

    /** Whether this is the key; never, if none is configured. */
    boolean opens(String token) {
        return hash.filter(expected -> MessageDigest.isEqual(expected, Sha256.of(token)))
                .isPresent();
    }
}
