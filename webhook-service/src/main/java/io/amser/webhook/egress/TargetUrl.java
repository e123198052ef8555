package io.amser.webhook.egress;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL that deliveries may be sent to, as far as its text tells.
 *
 * @param host a name, or an IPv4 address, or an IPv6 address without brackets
 * @param path with the query
 */
public record TargetUrl(boolean encrypted, String host, int port, String path) {
    private static final int LONGEST = 2048;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_PORT_DIGITS = 5;
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>\\[[^\\[\\]]*]|[^:\\[\\]]+)(?::(?<port>[0-9]*))?");

    /** What a text turned out to be. */
    public sealed interface Check {
        record Accepted(TargetUrl url) implements Check {}

        record Refused(Refusal refusal) implements Check {}
    }

    /** Reads what a merchant wrote; what readers of URLs may understand differently is refused, never repaired. */
    public static Check check(String text, EgressPolicy policy) {
        if (text.length() > LONGEST) {
            return new Check.Refused(Refusal.TOO_LONG);
        }
        if (!text.chars().allMatch(c -> c < 0x80)) {
            return new Check.Refused(Refusal.NOT_ASCII);
        }
        try {
            return check(new URI(text), policy);
        } catch (URISyntaxException _) {
            return new Check.Refused(Refusal.MALFORMED);
        }
    }

    private static Check check(URI uri, EgressPolicy policy) {
        var encrypted = "https".equalsIgnoreCase(uri.getScheme());
        if (!encrypted && !("http".equalsIgnoreCase(uri.getScheme()) && policy.takesPlainHttp())) {
            return new Check.Refused(Refusal.NOT_HTTPS);
        }
        var authority = Objects.requireNonNullElse(uri.getRawAuthority(), "");
        if (authority.indexOf('@') >= 0) {
            return new Check.Refused(Refusal.USER_INFO);
        }
        if (uri.getRawFragment() != null) {
            return new Check.Refused(Refusal.FRAGMENT);
        }
        var parts = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return new Check.Refused(Refusal.MALFORMED);
        }
        var port = port(parts.group("port"), encrypted);
        if (port < 1 || port > HIGHEST_PORT) {
            return new Check.Refused(Refusal.PORT);
        }
        var host = parts.group("host");
        return Host.refusal(host, policy)
                .<Check>map(Check.Refused::new)
                .orElseGet(() ->
                        new Check.Accepted(new TargetUrl(encrypted, Host.withoutBrackets(host), port, path(uri))));
    }

    private static int port(@Nullable String digits, boolean encrypted) {
        if (digits == null) {
            return encrypted ? HTTPS_PORT : HTTP_PORT;
        }
        return digits.isEmpty() || digits.length() > MOST_PORT_DIGITS ? 0 : Integer.parseInt(digits);
    }

    private static String path(URI uri) {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** As it stands in a URL and in the header Host. */
    public String authorityHost() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    /** The address, if the URL names one instead of a host. */
    public Optional<InetAddress> literal() {
        return Host.isLiteral(host) ? Optional.of(InetAddress.ofLiteral(host)) : Optional.empty();
    }
}
