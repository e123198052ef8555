package io.amser.eventlog.wire;

import org.jspecify.annotations.Nullable;

/** A record of the log that is not what its topic promises, and never will be. */
public final class UnreadableRecord extends RuntimeException {
    UnreadableRecord(String message) {
        this(message, null);
    }

    UnreadableRecord(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
