package io.amser.api.access.apikey;

import io.amser.api.parameter.Parameters;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a merchant asks for. */
@Schema(name = "ApiKeyRequest", description = "The API key to make.", requiredProperties = "name")
record ApiKeyRequest(
        @Schema(description = "What to call it: 1 to 60 characters.", examples = "Back office") @Nullable
        String name) {

    private static final int LONGEST = 60;

    /** The name without the white space around it. */
    String checkedName() {
        var stripped = Parameters.required("name", name).strip();
        if (stripped.isEmpty()
                || stripped.codePointCount(0, stripped.length()) > LONGEST
                || stripped.codePoints().anyMatch(ApiKeyRequest::cannotBeShown)) {
            throw Parameters.invalid("name", "must have 1 to " + LONGEST + " characters that can be shown");
        }
        return stripped;
    }

    private static boolean cannotBeShown(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
