package io.amser.eventlog.projection;

import io.amser.eventlog.position.LogIdentity;
import java.util.Collection;
import java.util.Optional;

/** Notices that the log is not the one that this service has applied so far. */
final class Recreation {
    private Recreation() {}

    /** What is wrong, if {@code applied} holds another log than {@code found}. */
    static Optional<String> of(Collection<LogIdentity> applied, LogIdentity found) {
        return applied.stream().filter(log -> !log.equals(found)).findFirst().map(log -> sentence(log, found));
    }

    static String sentence(LogIdentity applied, LogIdentity found) {
        return "The topic " + found.topic() + " is not the one that this service has applied: it has the id "
                + found.topicId() + " in cluster " + found.clusterId() + ", the tables were built from "
                + applied.topicId()
                + " in cluster " + applied.clusterId() + ". Bring the former topic back, or rebuild the tables.";
    }
}
