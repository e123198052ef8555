package io.amser.eventlog.projection;

/** The consumer has stopped for a reason that only an operator can remove. */
final class LogStopped extends RuntimeException {
    LogStopped(String sentence) {
        super(sentence);
    }
}
