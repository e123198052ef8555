package io.amser.keeper.chain;

/** What a node says to a signed transaction. */
public sealed interface Broadcast {

    /** It is in the node's pool, now or since before. */
    record Accepted() implements Broadcast {}

    /** Something else, or the same transaction, already stands at this nonce in a block. */
    record NonceUsed() implements Broadcast {}

    /** Another transaction at this nonce waits and offers as much. */
    record Underpriced() implements Broadcast {}

    record OutOfFunds() implements Broadcast {}

    /** The node will never take it. */
    record Refused(String reason) implements Broadcast {}

    /** Nodes agree on the words more than on the codes. */
    static Broadcast ofRefusal(String message) {
        var words = message.toLowerCase(java.util.Locale.ROOT);
        if (words.contains("already known")
                || words.contains("already imported")
                || words.contains("known transaction")) {
            return new Accepted();
        }
        if (words.contains("nonce too low") || words.contains("nonce is too low")) {
            return new NonceUsed();
        }
        if (words.contains("underpriced") || words.contains("fee too low to compete")) {
            return new Underpriced();
        }
        if (words.contains("insufficient funds")) {
            return new OutOfFunds();
        }
        return new Refused(message);
    }
}
