package io.amser.keeper.chain;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a node says to a signed transaction. */
public sealed interface Broadcast {

    /** It is in the node's pool, now or since before. */
    record Accepted() implements Broadcast {}

    /** Something else, or the same transaction, already stands at this nonce in a block. */
    record NonceUsed() implements Broadcast {}

    /** It offers too little: less than a block takes, or no more than another one that waits at this nonce. */
    record Underpriced() implements Broadcast {}

    record OutOfFunds() implements Broadcast {}

    /** No node takes it now: one that is busy, or knows too little, may take it later. */
    record Unsent(String reason) implements Broadcast {}

    /** No node will ever take it. */
    record Refused(String reason) implements Broadcast {}

    /** Of the words of several nodes, the one that counts: who takes it has it, and only if no node can take it will none ever. */
    Comparator<Broadcast> BEST_FIRST = Comparator.comparingInt(Broadcast::rank);

    private static int rank(Broadcast broadcast) {
        return switch (broadcast) {
            case Accepted _ -> 0;
            case NonceUsed _ -> 1;
            case Underpriced _ -> 2;
            case OutOfFunds _ -> 3;
            case Unsent _ -> 4;
            case Refused _ -> 5;
        };
    }

    /** What is wrong with the transaction itself, whatever the state of the node. */
    List<String> NEVER = List.of(
            "invalid signature",
            "invalid sender",
            "invalid chain",
            "intrinsic gas too low",
            "intrinsic gas too high",
            "floor data gas",
            "exceeds block gas limit",
            "exceeds transaction gas",
            "gas limit too high",
            "gas limit is too high",
            "exceeds the configured cap",
            "oversized data",
            "transaction type not supported",
            "rlp:");

    /** Nodes agree on the words more than on the codes. */
    static Broadcast ofRefusal(String message) {
        var words = message.toLowerCase(Locale.ROOT);
        if (words.contains("already known")
                || words.contains("already imported")
                || words.contains("known transaction")) {
            return new Accepted();
        }
        if (words.contains("nonce too low") || words.contains("nonce is too low")) {
            return new NonceUsed();
        }
        if (words.contains("underpriced")
                || words.contains("fee too low to compete")
                || words.contains("base fee")
                || words.contains("basefee")) {
            return new Underpriced();
        }
        if (words.contains("insufficient funds")) {
            return new OutOfFunds();
        }
        return NEVER.stream().anyMatch(words::contains) ? new Refused(message) : new Unsent(message);
    }
}
