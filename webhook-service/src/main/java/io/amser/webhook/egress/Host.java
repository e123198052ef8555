package io.amser.webhook.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the host of a URL says before anyone resolves it; in lower case. */
final class Host {
    private static final Pattern DOTTED_QUAD =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");

    /** By such a last label browsers and libraries take a host for a number, each in its own way. */
    private static final Pattern NUMBER_LABEL = Pattern.compile("[0-9]+|0x[0-9a-f]*");

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";

    private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

    private static final int LONGEST_NAME = 253;

    /** RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476, and what ICANN keeps for private use. */
    private static final List<String> SPECIAL_DOMAINS = List.of(
            "alt",
            "arpa",
            "example",
            "home",
            "corp",
            "mail",
            "internal",
            "intranet",
            "invalid",
            "lan",
            "local",
            "localdomain",
            "localhost",
            "onion",
            "private",
            "test");

    private Host() {}

    static Optional<Refusal> refusal(String host, EgressPolicy policy) {
        if (host.startsWith("[")) {
            return ofIpv6(withoutBrackets(host), policy);
        }
        if (host.endsWith(".")) {
            return Optional.of(Refusal.TRAILING_DOT);
        }
        if (isDottedQuad(host)) {
            return policy.refusal(InetAddress.ofLiteral(host));
        }
        return ofName(host, policy);
    }

    private static Optional<Refusal> ofIpv6(String literal, EgressPolicy policy) {
        if (literal.indexOf('%') >= 0) {
            return Optional.of(Refusal.ZONE);
        }
        try {
            var address = InetAddress.ofLiteral(literal);
            return address instanceof Inet6Address ? policy.refusal(address) : Optional.of(Refusal.EMBEDDED_IPV4);
        } catch (IllegalArgumentException _) {
            return Optional.of(Refusal.MALFORMED);
        }
    }

    private static Optional<Refusal> ofName(String host, EgressPolicy policy) {
        var last = host.substring(host.lastIndexOf('.') + 1);
        if (NUMBER_LABEL.matcher(last).matches()) {
            return Optional.of(Refusal.ODD_NUMBER);
        }
        if (host.length() > LONGEST_NAME || !NAME.matcher(host).matches()) {
            return Optional.of(Refusal.MALFORMED);
        }
        if (policy.takesPrivateNames()) {
            return Optional.empty();
        }
        if (SPECIAL_DOMAINS.contains(last)) {
            return Optional.of(Refusal.SPECIAL_NAME);
        }
        return last.equals(host) ? Optional.of(Refusal.NO_DOMAIN) : Optional.empty();
    }

    static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || isDottedQuad(host);
    }

    private static boolean isDottedQuad(String host) {
        return DOTTED_QUAD.matcher(host).matches();
    }

    static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
