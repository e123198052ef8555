package io.amser.api.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An error as RFC 9457 writes it; {@code more} holds what a code adds. */
@Schema(name = "Problem", description = "An error, as RFC 9457 writes it.")
public record Problem(
        @Schema(description = "A URI that names the code.", examples = "urn:amser:problem:unknown_module")
        String type,

        @Schema(description = "What is wrong, in general.") String title,

        @Schema(description = "The HTTP status.", examples = "404")
        int status,

        @Schema(description = "What is wrong with this request.")
        String detail,

        @Schema(
                description = "What programs should look at: it never changes its meaning.",
                examples = "unknown_module")
        String code,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "The parameter at fault, if it is one.")
        @Nullable
        String parameter,

        @JsonProperty(access = JsonProperty.Access.READ_ONLY) @Schema(hidden = true)
        Map<String, Object> more) {

    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String RETRY_AFTER_SECONDS = "5";

    public static Problem of(ProblemCode code, String detail) {
        return of(code, detail, null);
    }

    public static Problem of(ProblemCode code, String detail, @Nullable String parameter) {
        return new Problem(
                "urn:amser:problem:" + code.code(),
                code.title(),
                code.status(),
                detail,
                code.code(),
                parameter,
                Map.of());
    }

    /** This problem with one more member. */
    public Problem with(String member, Object value) {
        return new Problem(type, title, status, detail, code, parameter, Map.of(member, value));
    }

    /** What HTTP says beside the body. */
    public Map<String, String> headers() {
        return switch (status) {
            case 401 -> Map.of("WWW-Authenticate", "Bearer");
            case 503 -> Map.of("Retry-After", RETRY_AFTER_SECONDS);
            default -> Map.of();
        };
    }

    @Override
    @JsonAnyGetter
    public Map<String, Object> more() {
        return more;
    }
}
