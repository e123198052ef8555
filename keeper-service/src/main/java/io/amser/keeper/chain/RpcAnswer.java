package io.amser.keeper.chain;

import com.fasterxml.jackson.databind.JsonNode;

/** What a node says to one call. */
sealed interface RpcAnswer {

    /** Null in JSON where a node knows nothing. */
    record Result(JsonNode value) implements RpcAnswer {}

    record Refused(long code, String message) implements RpcAnswer {}

    /** The result, where a refusal means that the node is of no use now. */
    default JsonNode result() {
        return switch (this) {
            case Result(var value) -> value;
            case Refused(var code, var message) -> throw new ChainUnreachable(
                    "The node refuses to answer: " + message + " (" + code + ")");
        };
    }
}
