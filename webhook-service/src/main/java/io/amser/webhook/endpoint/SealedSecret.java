package io.amser.webhook.endpoint;

import io.amser.webhook.signing.SecretVault.Sealed;
import java.util.UUID;

/** A secret as it stands in the database. */
record SealedSecret(Name name, Sealed sealed) {

    /** Which secret it is. */
    record Name(UUID endpoint, boolean successor) {
        /** Before all others. */
        static final Name FIRST = new Name(new UUID(0, 0), false);
    }
}
