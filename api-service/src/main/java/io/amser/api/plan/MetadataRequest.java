package io.amser.api.plan;

import static io.amser.api.parameter.Parameters.invalid;
import static io.amser.api.problem.ProblemCode.MISSING_PARAMETER;

import io.amser.api.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A merchant's words for a plan. */
@Schema(
        name = "PlanMetadata",
        description = "What people call a plan.",
        requiredProperties = {"name", "description"})
record MetadataRequest(
        @Schema(description = "Name, 1 to 200 characters.", examples = "Pro Plan") @Nullable
        String name,

        @Schema(description = "Description, up to 5000 characters.", examples = "Monthly pro subscription") @Nullable
        String description,

        @Schema(description = "true to store words whose hash is not the plan's; they are shown as not verified.")
        @Nullable
        Boolean unverified) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 5_000;

    PlanMetadata metadata() {
        return new PlanMetadata(
                text("name", name, 1, LONGEST_NAME), text("description", description, 0, LONGEST_DESCRIPTION));
    }

    boolean mayBeUnverified() {
        return Boolean.TRUE.equals(unverified);
    }

    /** Half a surrogate pair has no UTF-8, and thus no hash; a database stores no NUL. */
    private static String text(String field, @Nullable String given, int shortest, int longest) {
        if (given == null) {
            throw new ProblemException(MISSING_PARAMETER, field + " is required.", field);
        }
        if (given.length() < shortest || given.length() > longest) {
            throw invalid(field, "must have " + shortest + " to " + longest + " characters");
        }
        if (given.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(given)) {
            throw invalid(field, "must be Unicode text without NUL");
        }
        return given;
    }
}
