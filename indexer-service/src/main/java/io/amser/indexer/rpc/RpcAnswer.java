package io.amser.indexer.rpc;

import java.util.Optional;

/** What a node says to one call. */
sealed interface RpcAnswer<T> {

    /** A result; JSON's null is empty. */
    record Value<T>(Optional<T> value) implements RpcAnswer<T> {}

    record Refusal<T>(long code, String message) implements RpcAnswer<T> {}

    /** The result, for questions of which a node may not know the answer. */
    default Optional<T> ifKnown() {
        return switch (this) {
            case Value<T>(var value) -> value;
            case Refusal<T> _ -> Optional.empty();
        };
    }
}
