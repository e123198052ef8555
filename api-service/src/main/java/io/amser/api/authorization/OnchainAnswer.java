package io.amser.api.authorization;

import io.amser.api.chain.ActivePlans.Any;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the module itself says about an authorization. */
@Schema(name = "OnchainAuthorization", description = "What the contract says in the chain's newest block.")
record OnchainAnswer(
        @Schema(description = "Whether any of the plans is active and paid.")
        boolean authorized,

        @Schema(
                description = "The contract's method: isActive for one plan, isActiveAny for several.",
                examples = "isActive")
        String method) {

    static OnchainAnswer of(Any any, List<?> plans) {
        return new OnchainAnswer(any.active(), plans.size() == 1 ? "isActive" : "isActiveAny");
    }
}
