package io.amser.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why there is no answer: what the API says is wrong, or that it cannot be reached. */
public final class AmserException extends RuntimeException {

    /** The code where no answer came, or none within the time. */
    public static final String UNREACHABLE = "unreachable";

    /** The code where something other than the API answered, a proxy's error page say. */
    public static final String NOT_UNDERSTOOD = "not_understood";

    private final int status;
    private final String code;
    private final transient JsonNode problem;
    private final transient @Nullable Duration retryAfter;

    private AmserException(
            int status,
            String code,
            String message,
            JsonNode problem,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    static AmserException unreachable(String message, @Nullable Throwable cause) {
        return new AmserException(0, UNREACHABLE, message, MissingNode.getInstance(), null, cause);
    }

    static AmserException notUnderstood(int status, String message, @Nullable Throwable cause) {
        return new AmserException(status, NOT_UNDERSTOOD, message, MissingNode.getInstance(), null, cause);
    }

    static AmserException of(int status, JsonNode problem, @Nullable Duration retryAfter) {
        var code = problem.path("code").asText();
        var message = "%s (%s)".formatted(problem.path("detail").asText(), code);
        return new AmserException(status, code, message, problem, retryAfter, null);
    }

    /** What programs should look at: it never changes its meaning. */
    public String code() {
        return code;
    }

    public boolean has(String expected) {
        return code.equals(expected);
    }

    /** The HTTP status; 0 where no answer came. */
    public int status() {
        return status;
    }

    /** The whole problem as RFC 9457 writes it, with what its code adds; a missing node where the API did not answer. */
    public JsonNode problem() {
        return problem;
    }

    /** How long the API asks to wait before the next try. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
