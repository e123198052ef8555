package io.amser.indexer.chain;

/** The chain gave no usable answer this time. */
public class ChainUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ChainUnavailable(String message) {
        super(message);
    }

    public ChainUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether, when it happens to a question again, less should be asked for. */
    public boolean mayBeTooMuch() {
        return getCause() instanceof ChainUnavailable cause && cause.mayBeTooMuch();
    }
}
