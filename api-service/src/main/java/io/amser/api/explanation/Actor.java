package io.amser.api.explanation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who has to act; with WAIT, time alone does. */
public enum Actor {
    SUBSCRIBER,
    MERCHANT,
    PLATFORM,
    WAIT;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
