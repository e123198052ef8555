package io.amser.api.access.session;

import io.amser.protocol.ChainTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A nonce to sign in with. */
@Schema(name = "Nonce", description = "A nonce to sign in with, bound to the browser that asked.")
record NonceView(
        @Schema(description = "What the message to sign must name.")
        String nonce,

        @Schema(description = "Until when it can be used.", examples = "2026-04-01T00:05:00.000Z")
        String expiresAt) {

    static NonceView of(SignIn.Nonce nonce) {
        return new NonceView(nonce.text(), ChainTime.of(nonce.expiresAt()).iso());
    }
}
