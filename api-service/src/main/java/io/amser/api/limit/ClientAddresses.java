package io.amser.api.limit;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out from where a request comes, without believing those who may lie. */
@ApplicationScoped
public class ClientAddresses {
    /** What one subscriber of a network has of IPv6: 64 bits, in hexadecimal digits. */
    private static final int OWN_DIGITS = 16;

    private static final Pattern WITH_PORT = Pattern.compile("\\[([^]]*)](?::[0-9]+)?|([0-9.]+):[0-9]+");

    private final List<AddressRange> trusted;

    @Inject
    ClientAddresses(LimitConfig config) {
        this(config.trustedProxies().orElseGet(List::of));
    }

    ClientAddresses(List<String> trustedProxies) {
        this.trusted = trustedProxies.stream().map(AddressRange::parse).toList();
    }

    /** The caller's address, or for IPv6 its network. */
    public String of(HttpServerRequest request) {
        var peer =
                request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
        return of(peer == null ? "" : peer, request.headers().getAll("X-Forwarded-For"));
    }

    /**
     * Each proxy appends from where it was called. So the header is read from its end, as long as the one who wrote an entry is
     * trusted: whatever stands before came from outside.
     */
    String of(String peer, List<String> forwarded) {
        var hops = forwarded.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList()
                .reversed();
        var caller = literal(peer);
        for (var hop : hops) {
            if (caller.filter(this::isTrusted).isEmpty()) {
                break;
            }
            var next = literal(withoutPort(hop));
            if (next.isEmpty()) {
                break;
            }
            caller = next;
        }
        return caller.map(ClientAddresses::text).orElse(peer);
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    private static String text(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress()).substring(0, OWN_DIGITS)
                : address.getHostAddress();
    }

    /** Some gateways add one. */
    private static String withoutPort(String hop) {
        var parts = WITH_PORT.matcher(hop);
        return parts.matches() ? parts.replaceFirst("$1$2") : hop;
    }

    static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
