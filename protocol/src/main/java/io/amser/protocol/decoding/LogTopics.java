package io.amser.protocol.decoding;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** First topics to ask a node for, so that it need not send the logs of the whole chain. */
public final class LogTopics {
    private static final Set<LoggedEvent> BUSY = EnumSet.of(LoggedEvent.PERMIT2_PERMIT, LoggedEvent.PERMIT2_APPROVAL);

    private LogTopics() {}

    /** Of events that are rare enough to be asked for from any contract. */
    public static List<String> ofProtocol() {
        return Arrays.stream(LoggedEvent.values())
                .filter(event -> !BUSY.contains(event))
                .map(LoggedEvent::topic)
                .toList();
    }

    /** Of the event that makes a module known. */
    public static String ofDeployment() {
        return LoggedEvent.MODULE_DEPLOYED.topic();
    }

    /** Of Permit2's events that every user of Permit2 causes, and whose fourth topic is the spender. */
    public static List<String> ofAllowances() {
        return BUSY.stream().map(LoggedEvent::topic).toList();
    }
}
