package io.amser.webhook.egress;

/** Why nothing is sent to a URL or an address. */
public enum Refusal {
    MALFORMED("It is not a URL that everybody reads in the same way."),
    TOO_LONG("It is longer than 2,048 characters."),
    NOT_HTTPS("It does not begin with https://."),
    USER_INFO("It carries a user name or a password."),
    FRAGMENT("It carries a fragment, which no server sees."),
    PORT("Its port is not one."),
    NOT_ASCII("Its host has letters beyond ASCII: write it in Punycode."),
    TRAILING_DOT("Its host ends with a dot."),
    NO_DOMAIN("Its host has no domain."),
    SPECIAL_NAME("Its host is a name for private networks or examples."),
    ODD_NUMBER("Its host is a number in a form other than four decimal parts."),
    ZONE("Its address names a network interface."),
    THIS_HOST("Its address is that of no host, or of the host itself."),
    PRIVATE("Its address is private."),
    SHARED("Its address is shared by the customers of a carrier."),
    LINK_LOCAL("Its address is local to one link."),
    METADATA("Its address is that of a cloud's metadata."),
    MULTICAST("Its address is that of a group."),
    EMBEDDED_IPV4("Its IPv6 address stands for one of IPv4."),
    RESERVED("Its address is reserved.");

    private final String sentence;

    Refusal(String sentence) {
        this.sentence = sentence;
    }

    /** As merchants read it. */
    public String sentence() {
        return sentence;
    }
}
