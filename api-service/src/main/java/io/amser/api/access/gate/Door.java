package io.amser.api.access.gate;

import java.util.List;
import java.util.regex.Pattern;

/** What a path asks of its callers. A path that nobody has thought of asks for credentials. */
public enum Door {
    /** Nothing: credentials are neither needed nor looked at. */
    PUBLIC,

    /** No credentials, but in a browser only our own web app may write: what leads to a session. */
    WEB_APP,

    /** A merchant's key, which reads, or session. */
    MERCHANT,

    /** A merchant's session. */
    SESSION;

    private static final Pattern PUBLIC_PATHS = paths(
            "/v0/auth/check",
            "/v0/modules/[^/]+/plans",
            "/v0/tokens(/[^/]+)?",
            "/v0/due",
            "/v0/status",
            "/v0/discord/interactions");

    private static final Pattern WEB_APP_PATHS =
            paths("/v0/auth/nonce", "/v0/auth/verify", "/v0/discord/verifications/[^/]+");

    private static final Pattern SESSION_PATHS =
            paths("/v0/auth/session", "/v0/auth/logout", "/v0/api-keys(/[^/]+)?", "/v0/discord/.*");

    /** The door at a normalized path below {@code /v0}. */
    public static Door at(String path) {
        if (PUBLIC_PATHS.matcher(path).matches()) {
            return PUBLIC;
        }
        if (WEB_APP_PATHS.matcher(path).matches()) {
            return WEB_APP;
        }
        return SESSION_PATHS.matcher(path).matches() ? SESSION : MERCHANT;
    }

    boolean asksForCredentials() {
        return switch (this) {
            case PUBLIC, WEB_APP -> false;
            case MERCHANT, SESSION -> true;
        };
    }

    private static Pattern paths(String... paths) {
        return Pattern.compile("(" + String.join("|", List.of(paths)) + ")/?");
    }
}
