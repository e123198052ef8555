package io.amser.api.access.session;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A message and its signature. */
@Schema(
        name = "SignInRequest",
        description = "A signed message to sign in with.",
        requiredProperties = {"message", "signature"})
record SignInRequest(
        @Schema(description = "The message of ERC-4361, character by character as it was signed.") @Nullable
        String message,

        @Schema(description = "The wallet's signature: 0x and hexadecimal digits.") @Nullable
        String signature) {}
