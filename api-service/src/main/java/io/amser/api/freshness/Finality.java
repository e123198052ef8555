package io.amser.api.freshness;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How sure a block is, in the chain's own words. */
public enum Finality {
    LATEST,
    SAFE,
    FINALIZED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
