package io.amser.keeper.key;

/** No signature, or none that can be used: nothing was sent. */
public class SigningFailed extends RuntimeException {

    SigningFailed(String message) {
        super(message);
    }

    SigningFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
