package io.amser.eventlog.projection;

import io.amser.eventlog.wire.UnknownEventType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** How this replica's consumer fares, for its health and its alarms. */
final class ConsumerState {
    private static final Logger LOG = Logger.getLogger(ConsumerState.class);

    private final Map<Integer, String> halted = new ConcurrentHashMap<>();
    private volatile Optional<String> stopped = Optional.empty();
    private volatile Optional<String> waitingFor = Optional.empty();
    private volatile boolean joined;

    /** Ends all applying until somebody has looked. */
    void stop(String sentence) {
        if (stopped.isEmpty()) {
            stopped = Optional.of(sentence);
            LOG.errorf("The consumer of the log has stopped. %s", sentence);
        }
    }

    Optional<String> stopped() {
        return stopped;
    }

    /** This process will never know the type, so the partition waits for a newer one. */
    void halt(int partition, long offset, UnknownEventType unknown) {
        halted.put(partition, unknown.getMessage() + " (partition " + partition + ", offset " + offset + ")");
        LOG.errorf("Partition %d stands still before offset %d. %s", partition, offset, unknown.getMessage());
    }

    boolean isHalted(int partition) {
        return halted.containsKey(partition);
    }

    Map<Integer, String> halted() {
        return Map.copyOf(halted);
    }

    void joined() {
        joined = true;
    }

    /** Whether the group has given this replica its share of the partitions, which may be none. */
    boolean hasJoined() {
        return joined;
    }

    void waits(Throwable outage) {
        waitingFor = Optional.of(outage.toString());
        LOG.warnf("The batch is tried again: %s", outage);
    }

    void goesOn() {
        waitingFor = Optional.empty();
    }

    Optional<String> waitingFor() {
        return waitingFor;
    }
}
