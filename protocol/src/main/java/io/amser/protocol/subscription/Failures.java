package io.amser.protocol.subscription;

import io.amser.protocol.Responsible;
import io.amser.protocol.WindowId;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import org.jspecify.annotations.Nullable;

/**
 * What has gone wrong since the last charge that went well.
 *
 * @param last the newest failure that somebody has to answer for
 * @param subscriberFailedIn the newest window that holds a failure of the subscriber
 */
public record Failures(@Nullable Failure last, @Nullable WindowId subscriberFailedIn) {
    public static final Failures NONE = new Failures(null, null);

    Failures after(ExecutionFailed event) {
        return switch (event.responsible()) {
            case NOBODY -> this;
            case SUBSCRIBER -> new Failures(failure(event), event.windowId());
            case PROTOCOL, KEEPER -> new Failures(failure(event), subscriberFailedIn);
        };
    }

    /** Whether the subscriber failed since the last payment, in whatever window. */
    public boolean bySubscriber() {
        return subscriberFailedIn != null;
    }

    public boolean bySubscriberIn(WindowId window) {
        return window.equals(subscriberFailedIn);
    }

    /** Whether the chain already carries a failure of this window. */
    public boolean reportedIn(WindowId window) {
        return last != null && last.window().equals(window);
    }

    /** Who answers for a window that closed without a charge. */
    public Responsible responsibleForMissing(WindowId window) {
        return bySubscriberIn(window) ? Responsible.SUBSCRIBER : Responsible.KEEPER;
    }

    private static Failure failure(ExecutionFailed event) {
        return new Failure(
                event.code(),
                event.responsible(),
                event.windowId(),
                event.origin().blockTime());
    }
}
