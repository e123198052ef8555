package io.amser.api.chain;

/** No endpoint gave an answer that can be trusted. */
public final class ChainUnavailable extends RuntimeException {
    ChainUnavailable(String message, Throwable cause) {
        super(message, cause);
    }

    ChainUnavailable(String message) {
        super(message);
    }
}
