package io.amser.keeper.chain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** What a node says to one call. */
sealed interface RpcAnswer {

    /** Null in JSON where a node knows nothing. */
    record Result(JsonNode value) implements RpcAnswer {}

    record Refused(long code, String message) implements RpcAnswer {
        /** What nodes answer when a contract reverts, with its data. */
        private static final long REVERTED = 3;

        /** Whether it was a contract that refused, and not the node. */
        boolean byContract() {
            var words = message.toLowerCase(Locale.ROOT);
            return code == REVERTED
                    || words.contains("revert")
                    || words.contains("out of gas")
                    || words.contains("outofgas")
                    || words.contains("invalid opcode");
        }
    }

    /** The result, where a refusal means that the node is of no use now. */
    default JsonNode result() {
        return switch (this) {
            case Result(var value) -> value;
            case Refused(var code, var message) ->
                throw new ChainUnreachable("The node refuses to answer: " + message + " (" + code + ")");
        };
    }

    /** The result of a call of a contract; empty if the contract reverted. */
    default Optional<String> unlessReverted() {
        return this instanceof Refused refused && refused.byContract()
                ? Optional.empty()
                : Optional.of(result().asText());
    }
}
