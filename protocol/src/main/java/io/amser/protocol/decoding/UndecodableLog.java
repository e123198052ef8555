package io.amser.protocol.decoding;

/** A contract that we trust emitted something that its ABI does not allow: our view of the protocol is wrong. */
public final class UndecodableLog extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient RawLog log;

    UndecodableLog(RawLog log, LoggedEvent event, RuntimeException cause) {
        super("Cannot read " + event + " from " + log.position() + ": " + cause.getMessage(), cause);
        this.log = log;
    }

    public RawLog log() {
        return log;
    }
}
