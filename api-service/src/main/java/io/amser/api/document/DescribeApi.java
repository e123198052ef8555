package io.amser.api.document;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Says once what holds for every operation: what a parameter of a name means, and how errors look. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DescribeApi implements OASFilter {
    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("merchant", "Merchant's wallet."),
            Map.entry("module", "Contract that holds the plans."),
            Map.entry("module_address", "Contract that holds the plans or subscriptions."),
            Map.entry("id", "On-chain id, decimal."),
            Map.entry("chain_id", "EIP-155 number of the chain; by default the one that is indexed."),
            Map.entry("wallet", "Wallet to check."),
            Map.entry("plan_ids", "On-chain plan ids, decimal uint32, separated by commas; at most 50, each once."),
            Map.entry("mode", "Whom to ask: indexed (default), onchain or both."),
            Map.entry("type", "Only rows of this type: CHARGE, FAIL or REFILL."),
            Map.entry("limit", "At most so many rows, 1 to 1000; by default all."),
            Map.entry("since", "Only rows of blocks from this time on: ISO 8601 or unix seconds."),
            Map.entry("token", "Only rows in this token."),
            Map.entry("address", "The token's contract."),
            Map.entry("include_disabled", "true to list tokens too that cannot be charged now."));

    @Override
    public Parameter filterParameter(Parameter parameter) {
        return parameter.description(PARAMETERS.get(parameter.getName()));
    }

    @Override
    public Operation filterOperation(Operation operation) {
        var problem =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/Problem"));
        operation
                .getResponses()
                .setDefaultValue(OASFactory.createAPIResponse()
                        .description("Any error, with a stable code.")
                        .content(OASFactory.createContent().addMediaType("application/problem+json", problem)));
        return operation;
    }
}
