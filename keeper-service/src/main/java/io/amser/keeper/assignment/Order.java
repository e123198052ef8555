package io.amser.keeper.assignment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.WindowId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The order of keepers for one window: by rendezvous hashing, so that one who comes or goes moves no window between two others.
 *
 * <p>A keeper weighs the first eight bytes, unsigned, of the SHA-256 of {@code module/id:window:keeper}; the heaviest is the first.
 */
final class Order {
    private Order() {}

    static List<Address> of(Collection<Address> keepers, SubscriptionKey subscription, WindowId window) {
        return keepers.stream()
                .distinct()
                .map(keeper -> new Weighed(keeper, weight(keeper, subscription, window)))
                .sorted(Weighed.HEAVIEST_FIRST)
                .map(Weighed::keeper)
                .toList();
    }

    private static long weight(Address keeper, SubscriptionKey subscription, WindowId window) {
        var text = subscription + ":" + window + ":" + keeper;
        return ByteBuffer.wrap(sha256().digest(text.getBytes(UTF_8))).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform must know SHA-256", e);
        }
    }

    private record Weighed(Address keeper, long weight) {
        static final Comparator<Weighed> HEAVIEST_FIRST = ((Comparator<Weighed>)
                        (a, b) -> Long.compareUnsigned(b.weight, a.weight))
                .thenComparing(Weighed::keeper);
    }
}
