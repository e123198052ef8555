package io.amser.keeper.chain;

/** No node gives a usable answer at present. */
public final class ChainUnreachable extends RuntimeException {
    public ChainUnreachable(String message) {
        super(message);
    }

    ChainUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
