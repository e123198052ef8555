package io.amser.eventlog.topic;

/** A topic, or the broker under it, is not what the log needs; the message says what an operator has to do. */
public final class WrongTopic extends RuntimeException {
    public WrongTopic(String message) {
        super(message);
    }
}
