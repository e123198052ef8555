package io.amser.discord.role.standing;

import java.util.Locale;

/** When a role goes that a payment brought. */
public enum RevokeOn {
    /** As soon as a charge fails by the subscriber's fault. */
    FAILURE,
    /** When paid access has lapsed, the grace included. */
    LAPSE;

    /** As tables and the API write it. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RevokeOn ofApiName(String name) {
        return switch (name) {
            case "failure" -> FAILURE;
            case "lapse" -> LAPSE;
            default -> throw new IllegalArgumentException("A role is revoked on failure or on lapse, not on " + name);
        };
    }
}
