package io.amser.api.access.apikey;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A new API key, with the key. */
@Schema(name = "NewApiKey", description = "A new API key. This is the only time that the key is shown.")
record NewApiKeyView(
        @Schema(description = "Names the key, to revoke it.")
        String id,

        @Schema(description = "What the merchant calls it.") String name,

        @Schema(
                description = "The key itself, which nobody can show again.",
                examples = "amsr_test_8fKq0dXv2LmNpRtYwZaBcDeFgHiJkL0aB3dE")
        String key,

        @Schema(description = "When it was made.", examples = "2026-04-01T00:00:00.000Z")
        String createdAt) {}
