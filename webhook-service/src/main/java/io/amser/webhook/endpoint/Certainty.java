package io.amser.webhook.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How sure of a block the chain has to be before an endpoint hears of it. */
public enum Certainty {
    /** It is in the log. */
    SEEN,
    /** The chain calls it safe. */
    SAFE,
    /** It can never be taken back. */
    FINALIZED;

    /** As the API writes it. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Certainty> ofApiName(String name) {
        return Arrays.stream(values()).filter(one -> one.apiName().equals(name)).findFirst();
    }
}
