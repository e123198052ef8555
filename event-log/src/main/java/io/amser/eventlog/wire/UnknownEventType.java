package io.amser.eventlog.wire;

/** An event of a type that this version does not know: a newer one has to read on from here, nothing may be left out. */
public final class UnknownEventType extends RuntimeException {
    private final String type;

    UnknownEventType(String type) {
        super("Events of type " + type + " are unknown to this version: deploy consumers before the indexer");
        this.type = type;
    }

    public String type() {
        return type;
    }
}
