package io.amser.siwe;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** The parts of RFC 3986 that a message to sign in with is made of. */
final class Rfc3986 {
    private static final String UNRESERVED = "A-Za-z0-9\\-._~";
    private static final String SUB_DELIMS = "!$&'()*+,;=";
    private static final String REG_NAME = "[" + UNRESERVED + SUB_DELIMS + "%]*+";
    private static final String USER_INFO = "[" + UNRESERVED + SUB_DELIMS + "%:]*+";
    private static final String PCHARS = "[" + UNRESERVED + SUB_DELIMS + "%:@]*+";
    private static final String PATH = "[" + UNRESERVED + SUB_DELIMS + "%:@/]*+";
    private static final String QUERY = "[" + UNRESERVED + SUB_DELIMS + "%:@/?]*+";
    private static final String SCHEME = "[A-Za-z][A-Za-z0-9+\\-.]*+";

    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern ONE_SCHEME = Pattern.compile(SCHEME);
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:" + USER_INFO + "@)?(?:\\[(?<literal>[^\\]]*+)]|" + REG_NAME + ")(?::[0-9]*+)?");
    private static final Pattern URI = Pattern.compile(SCHEME + ":(?://(?<authority>[^/?#]*+)(?<path>" + PATH
            + ")|(?!//)" + PATH + ")(?:\\?" + QUERY + ")?(?:#" + QUERY + ")?");
    private static final Pattern SEGMENT = Pattern.compile(PCHARS);
    private static final Pattern IP_V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern IP_FUTURE = Pattern.compile("[vV][0-9A-Fa-f]+\\.[" + UNRESERVED + SUB_DELIMS + ":]+");

    private Rfc3986() {}

    static boolean isScheme(String text) {
        return ONE_SCHEME.matcher(text).matches();
    }

    /** Host, with user and port if there are any; possibly empty, as in file:///. */
    static boolean isAuthority(String text) {
        var authority = AUTHORITY.matcher(text);
        return authority.matches()
                && (authority.group("literal") == null || isIpLiteral(authority.group("literal")))
                && hasWholeEscapes(text);
    }

    static boolean isUri(String text) {
        var uri = URI.matcher(text);
        return uri.matches()
                && (uri.group("authority") == null
                        || (isAuthority(uri.group("authority")) && isAbsoluteOrEmpty(uri.group("path"))))
                && hasWholeEscapes(text);
    }

    /** Any number of path characters, without a slash. */
    static boolean isSegment(String text) {
        return SEGMENT.matcher(text).matches() && hasWholeEscapes(text);
    }

    private static boolean isAbsoluteOrEmpty(String path) {
        return path.isEmpty() || path.startsWith("/");
    }

    private static boolean isIpLiteral(String text) {
        return IP_FUTURE.matcher(text).matches() || (IP_V6.matcher(text).matches() && isIpV6(text));
    }

    private static boolean isIpV6(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean hasWholeEscapes(String text) {
        return !BROKEN_ESCAPE.matcher(text).find();
    }
}
