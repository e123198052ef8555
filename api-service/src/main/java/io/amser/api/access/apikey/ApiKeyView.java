package io.amser.api.access.apikey;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An API key in a list, without the key. */
@Schema(name = "ApiKey", description = "An API key in a list, without the key itself.")
record ApiKeyView(
        @Schema(description = "Names the key, to revoke it.")
        String id,

        @Schema(description = "What the merchant calls it.") String name,

        @Schema(description = "How the key begins, to know it again.", examples = "amsr_test_8fKq")
        String beginning,

        @Schema(description = "When it was made.", examples = "2026-04-01T00:00:00.000Z")
        String createdAt,

        @Schema(description = "When it last opened something, to the minute; null if it never has.") @Nullable
        String lastUsedAt) {}
