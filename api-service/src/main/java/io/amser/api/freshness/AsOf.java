package io.amser.api.freshness;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an answer rests on, as the API shows it. */
@Schema(name = "AsOf", description = "The newest block whose events the answer holds in full.")
public record AsOf(
        @Schema(description = "Number of the block.", examples = "31337421")
        String block,

        @Schema(description = "Hash of the block.") String hash,

        @Schema(description = "Whether the block can still be taken back.")
        Finality finality,

        @Schema(description = "Seconds that the index is behind the chain.", examples = "1")
        long lag,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "True if a record that concerns the answer could not be applied; else absent.")
        @Nullable
        Boolean incomplete) {

    public AsOf markedIf(boolean lacksRecords) {
        return new AsOf(block, hash, finality, lag, lacksRecords ? true : null);
    }

    /** The same for lists, which have no room for it in their body. */
    public Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Indexed-Block", block);
        headers.put("X-Indexed-Hash", hash);
        headers.put("X-Indexed-Finality", finality.word());
        headers.put("X-Indexed-Lag", Long.toString(lag));
        if (incomplete != null) {
            headers.put("X-Indexed-Incomplete", "true");
        }
        return headers;
    }
}
