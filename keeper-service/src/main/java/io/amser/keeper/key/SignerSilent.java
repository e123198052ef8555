package io.amser.keeper.key;

/** The signer has not answered, and whoever asks again waits again. */
final class SignerSilent extends SigningFailed {

    SignerSilent(String message, Throwable cause) {
        super(message, cause);
    }
}
