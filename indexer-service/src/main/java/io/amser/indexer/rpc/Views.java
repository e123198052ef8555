package io.amser.indexer.rpc;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.ChainView;
import io.amser.protocol.BlockNumber;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The end of the chain as one node shows it. */
final class Views {
    static final List<RpcCall> CALLS = Stream.of("latest", "safe", "finalized")
            .map(tag -> headerCall("\"" + tag + "\""))
            .toList();

    static final RpcCall NEWEST = CALLS.getFirst();

    /** A node of a chain with tags may refuse them for a while after its start, and one of a chain without for ever. */
    private static final int REFUSALS_TO_BELIEVE = 10;

    private static final long INVALID_PARAMETERS = -32_602;

    private final FinalityRule finality;
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean isTagged;

    Views(FinalityRule finality) {
        this.finality = finality;
    }

    /**
     * From the answers to {@link #CALLS}. A chain need not have tags for what is safe and final; but where it has, depth is
     * no substitute for a tag that the node did not tell this time, nor for one that it refused once or twice.
     */
    ChainView view(RpcEndpoint endpoint, List<RpcAnswer<BlockHeader>> answers) {
        var newest = endpoint.known(NEWEST, answers.getFirst());
        var safe = answers.get(1).ifKnown();
        var finalized = answers.get(2).ifKnown();
        if (finalized.isPresent()) {
            isTagged = true;
        } else if (isTagged) {
            throw new RpcFailure(endpoint.url(), "does not tell any more what is final");
        } else {
            requireNoTags(endpoint, answers.get(2));
        }
        return new ChainView(newest, finality.finality(newest, safe, finalized));
    }

    private void requireNoTags(RpcEndpoint endpoint, RpcAnswer<BlockHeader> finalized) {
        if (finalized instanceof RpcAnswer.Refusal<BlockHeader>(var code, var message)
                && code != INVALID_PARAMETERS
                && refusals.incrementAndGet() < REFUSALS_TO_BELIEVE) {
            throw new RpcFailure(endpoint.url(), "refuses to tell what is final: " + message + " (" + code + ")");
        }
    }

    static RpcCall headerCall(BlockNumber number) {
        return headerCall(Quantity.of(number.value()));
    }

    private static RpcCall headerCall(String block) {
        return new RpcCall("eth_getBlockByNumber", "[" + block + ",false]");
    }
}
