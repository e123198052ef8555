package io.amser.webhook.management;

import io.amser.protocol.EventId;

/** What comes of the wish that a disabled endpoint be served again. */
sealed interface Enabling {

    /** Once this test event has arrived, everything else follows. */
    record Probed(EventId event) implements Enabling {}

    /** The merchant has no such endpoint. */
    record Unknown() implements Enabling {}

    /** It is served, or being probed. */
    record NotDisabled() implements Enabling {}

    /** As many others are active as may be. */
    record NoRoom() implements Enabling {}
}
