package io.amser.indexer.rpc;

import io.amser.indexer.chain.Headers;
import java.io.IOException;
import java.net.URI;

/** A node of chain 5 that shows one branch up to a height, and can be moved to another. */
final class BranchStandIn implements AutoCloseable {
    private static final int FINAL_DEPTH = 40;

    private final NodeStandIn node;
    private volatile long head;
    private volatile long fork = Long.MAX_VALUE;
    private volatile int branch;
    private volatile boolean isAway;

    BranchStandIn(long head) throws IOException {
        this.head = head;
        this.node = new NodeStandIn(this::result);
    }

    URI url() {
        return node.url();
    }

    NodeStandIn node() {
        return node;
    }

    void head(long number) {
        head = number;
    }

    /** From this height on, its blocks are those of another branch. */
    void fork(long number, int toBranch) {
        fork = number;
        branch = toBranch;
    }

    /** Whether it answers all questions with null. */
    void away(boolean away) {
        isAway = away;
    }

    private String result(String method, String parameters) {
        if (isAway) {
            return "null";
        }
        return switch (method) {
            case "eth_chainId" -> "\"0x5\"";
            case "eth_getBlockByNumber" -> block(parameters.substring(2, parameters.indexOf('"', 2)));
            case "eth_getLogs" -> "[]";
            default -> "null";
        };
    }

    private String block(String which) {
        return switch (which) {
            case "latest" -> block(head);
            case "safe", "finalized" -> block(Math.max(0, head - FINAL_DEPTH));
            default -> block(Long.parseLong(which, 2, which.length(), 16));
        };
    }

    private String block(long number) {
        if (number > head) {
            return "null";
        }
        return "{\"number\":\"0x%x\",\"hash\":\"%s\",\"parentHash\":\"%s\",\"timestamp\":\"0x%x\"}"
                .formatted(
                        number,
                        Headers.hash(number, on(number)),
                        Headers.hash(number - 1, on(number - 1)),
                        1_000_000 + 12 * number);
    }

    private int on(long number) {
        return number >= fork ? branch : 0;
    }

    @Override
    public void close() {
        node.close();
    }
}
