package io.amser.webhook.egress;

import java.net.InetAddress;
import java.util.List;

/** Where a name leads at this moment, judged. */
public sealed interface Route {

    /** The connection goes to this very address. */
    record To(InetAddress address) implements Route {}

    /** Nothing is sent. */
    record Nowhere(Refusal refusal) implements Route {}

    /** One forbidden address among the good ones closes the way: the next answer of the name may hold nothing else. */
    static Route among(List<InetAddress> addresses, EgressPolicy policy) {
        return addresses.stream()
                .flatMap(address -> policy.refusal(address).stream())
                .findFirst()
                .<Route>map(Nowhere::new)
                .orElseGet(() -> new To(addresses.getFirst()));
    }
}
