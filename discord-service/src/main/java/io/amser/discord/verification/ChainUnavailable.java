package io.amser.discord.verification;

/** No node of the chain gives an answer that can be used. */
final class ChainUnavailable extends RuntimeException {
    ChainUnavailable(String message) {
        super(message);
    }

    ChainUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
