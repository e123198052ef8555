package io.amser.indexer.rebuild;

/** Something that is needed for comparing is not there; the message says what, and what to do about it. */
public final class CannotCompare extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CannotCompare(String message) {
        super(message);
    }

    CannotCompare(String message, Throwable cause) {
        super(message, cause);
    }

    /** With what the cause says in brackets, if it says anything. */
    static CannotCompare because(String message, Throwable cause) {
        var said = cause.getMessage();
        return new CannotCompare(said == null ? message : message + " (" + said + ")", cause);
    }
}
