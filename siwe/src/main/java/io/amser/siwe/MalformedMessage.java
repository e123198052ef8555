package io.amser.siwe;

/** The text is no message to sign in with; the message says what is wrong with it, and never quotes it. */
public final class MalformedMessage extends RuntimeException {
    MalformedMessage(String message) {
        super(message, null, false, false);
    }
}
