package io.amser.indexer.rpc;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.ChainView;
import io.amser.protocol.BlockNumber;
import java.util.List;
import java.util.stream.Stream;

/** The end of the chain as one node shows it. */
final class Views {
    static final List<RpcCall> CALLS = Stream.of("latest", "safe", "finalized")
            .map(tag -> headerCall("\"" + tag + "\""))
            .toList();

    static final RpcCall NEWEST = CALLS.getFirst();

    private final FinalityRule finality;
    private volatile boolean isTagged;

    Views(FinalityRule finality) {
        this.finality = finality;
    }

    /**
     * From the answers to {@link #CALLS}. A chain need not have tags for what is safe and final; but where it has, depth is
     * no substitute for a tag that the node did not tell this time.
     */
    ChainView view(RpcEndpoint endpoint, List<RpcAnswer<BlockHeader>> answers) {
        var newest = endpoint.known(NEWEST, answers.getFirst());
        var safe = answers.get(1).ifKnown();
        var finalized = answers.get(2).ifKnown();
        if (finalized.isPresent()) {
            isTagged = true;
        } else if (isTagged) {
            throw new RpcFailure(endpoint.url(), "does not tell any more what is final");
        }
        return new ChainView(newest, finality.finality(newest, safe, finalized));
    }

    static RpcCall headerCall(BlockNumber number) {
        return headerCall(Quantity.of(number.value()));
    }

    private static RpcCall headerCall(String block) {
        return new RpcCall("eth_getBlockByNumber", "[" + block + ",false]");
    }
}
