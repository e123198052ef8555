package io.amser.eventlog.readmodel;

import java.util.Optional;

/** One state before and after a batch; empty where the chain does not hold it. */
public record Transition<S>(Optional<S> before, Optional<S> after) {

    public boolean changed() {
        return !before.equals(after);
    }
}
