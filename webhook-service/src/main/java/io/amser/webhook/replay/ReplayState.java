package io.amser.webhook.replay;

/** Whether a replay goes on. */
public enum ReplayState {
    RUNNING,
    /** Until it is resumed; what was made of it before is delivered. */
    PAUSED,
    /** All its deliveries are made. */
    COMPLETED,
    /** By its merchant, or with its endpoint. */
    CANCELLED;

    boolean isOver() {
        return switch (this) {
            case RUNNING, PAUSED -> false;
            case COMPLETED, CANCELLED -> true;
        };
    }
}
