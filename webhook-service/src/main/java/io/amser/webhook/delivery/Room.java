package io.amser.webhook.delivery;

import java.util.UUID;

/** How many deliveries of an endpoint may be taken: of those that were never attempted, and of those that were. */
public record Room(UUID endpoint, int firsts, int laters) {
    boolean isNone() {
        return firsts + laters == 0;
    }
}
