package io.amser.webhook.egress;

import static io.amser.webhook.egress.Refusal.EMBEDDED_IPV4;
import static io.amser.webhook.egress.Refusal.LINK_LOCAL;
import static io.amser.webhook.egress.Refusal.METADATA;
import static io.amser.webhook.egress.Refusal.MULTICAST;
import static io.amser.webhook.egress.Refusal.PRIVATE;
import static io.amser.webhook.egress.Refusal.RESERVED;
import static io.amser.webhook.egress.Refusal.SHARED;
import static io.amser.webhook.egress.Refusal.THIS_HOST;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which addresses are of the public internet. */
final class AddressRules {

    private record Rule(AddressBlock block, Refusal refusal) {}

    /** The first that fits; from the registries of special addresses of IANA, and what clouds add. */
    private static final List<Rule> RULES = Stream.of(
                    refused(
                            METADATA,
                            "169.254.169.254/32",
                            "169.254.170.2/32",
                            "100.100.100.200/32",
                            "168.63.129.16/32"),
                    refused(METADATA, "fd00:ec2::254/128", "fd20:ce::254/128"),
                    refused(THIS_HOST, "0.0.0.0/8", "127.0.0.0/8", "::/128", "::1/128"),
                    refused(PRIVATE, "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10"),
                    refused(SHARED, "100.64.0.0/10"),
                    refused(LINK_LOCAL, "169.254.0.0/16", "fe80::/10"),
                    refused(MULTICAST, "224.0.0.0/4", "ff00::/8"),
                    // mapped, compatible, NAT64, Teredo, 6to4
                    refused(
                            EMBEDDED_IPV4,
                            "::ffff:0:0:0/96",
                            "::/96",
                            "64:ff9b::/96",
                            "64:ff9b:1::/48",
                            "2001::/32",
                            "2002::/16"),
                    refused(RESERVED, "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15"),
                    refused(RESERVED, "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4"),
                    refused(RESERVED, "2001::/23", "2001:db8::/32", "3fff::/20"))
            .flatMap(List::stream)
            .toList();

    /** All of IPv6 that has been given to the public internet so far. */
    private static final AddressBlock PUBLIC_IPV6 = AddressBlock.parse("2000::/3");

    private AddressRules() {}

    /** Why nothing may be sent there; empty if it may. An IPv4-mapped address counts as the IPv4 address that it is. */
    static Optional<Refusal> refusal(InetAddress address) {
        return RULES.stream()
                .filter(rule -> rule.block().holds(address))
                .map(Rule::refusal)
                .findFirst()
                .or(() -> isIpv4(address) || PUBLIC_IPV6.holds(address) ? Optional.empty() : Optional.of(RESERVED));
    }

    private static boolean isIpv4(InetAddress address) {
        return address.getAddress().length == 4;
    }

    private static List<Rule> refused(Refusal refusal, String... blocks) {
        return Stream.of(blocks)
                .map(block -> new Rule(AddressBlock.parse(block), refusal))
                .toList();
    }
}
