package io.amser.discord.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Why something was changed, as a header of HTTP carries it to a server's audit log. */
final class AuditReason {
    /** In the header; Discord cuts nothing off, it refuses. */
    private static final int LONGEST = 512;

    private AuditReason() {}

    /** As much of the reason as fits, in whole characters. */
    static String header(String reason) {
        var header = new StringBuilder();
        for (var point : reason.codePoints().toArray()) {
            var encoded = URLEncoder.encode(Character.toString(point), UTF_8).replace("+", "%20");
            if (header.length() + encoded.length() > LONGEST) {
                break;
            }
            header.append(encoded);
        }
        return header.toString();
    }
}
