package io.amser.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * The newest block whose events an answer holds in full.
 *
 * @param lag how far the index is behind the chain
 * @param incomplete whether a record that concerns the answer could not be applied
 */
public record AsOf(long block, String hash, Finality finality, Duration lag, boolean incomplete) {

    /** Whether the block can still be taken back. */
    public enum Finality {
        @JsonProperty("latest")
        LATEST,

        @JsonProperty("safe")
        SAFE,

        @JsonProperty("finalized")
        FINALIZED,

        @JsonEnumDefaultValue
        UNKNOWN
    }
}
