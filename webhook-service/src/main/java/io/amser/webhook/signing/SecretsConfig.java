package io.amser.webhook.signing;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** How the secrets of endpoints are encrypted in the database. */
@ConfigMapping(prefix = "amser.webhook.secrets")
public interface SecretsConfig {

    /** The first encrypts; the others open what they encrypted before the keys were changed. Without one nothing is sent. */
    Optional<List<Key>> keys();

    /** One key. */
    interface Key {

        /** By which rows of the database name it; it never changes. */
        String id();

        /** 32 bytes in base 64. */
        String base64();
    }
}
