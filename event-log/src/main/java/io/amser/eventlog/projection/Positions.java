package io.amser.eventlog.projection;

import io.amser.eventlog.position.LogIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where this replica believes the rows to stand; a wrong belief costs a failed advance, nothing else. */
final class Positions {
    private final Map<Integer, Long> next = new ConcurrentHashMap<>();
    private volatile Optional<LogIdentity> log = Optional.empty();

    /** Rows of partitions whose records come next, from there on. */
    void assigned(LogIdentity log, Map<Integer, Long> rows) {
        this.log = Optional.of(log);
        next.putAll(rows);
    }

    void moved(Map<Integer, Long> rows) {
        next.putAll(rows);
    }

    Map<Integer, Long> now() {
        return Map.copyOf(next);
    }

    /** The log to which the positions belong; empty before the first assignment. */
    Optional<LogIdentity> log() {
        return log;
    }
}
