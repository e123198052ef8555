package io.amser.webhook.delivery;

import java.util.Locale;

/** Why an attempt failed, in one word that merchants see. */
public enum Fault {
    /** A redirect, which is never followed. */
    REDIRECTED,
    /** 4xx. */
    REFUSED,
    /** 429. */
    THROTTLED,
    /** 5xx. */
    BROKEN,
    /** The whole exchange took too long. */
    TIMED_OUT,
    /** The name has no address. */
    UNKNOWN_HOST,
    /** The name leads to an address that is not of the public internet. */
    FORBIDDEN_ADDRESS,
    /** Nobody took the connection, or it broke. */
    UNREACHABLE,
    /** The certificate is not valid for the name, or no encryption was agreed on. */
    TLS,
    /** What came is no response of HTTP. */
    NOT_HTTP;

    /** As the API writes it. */
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
