package io.amser.indexer.rpc;

import io.amser.protocol.ChainId;
import java.net.URI;

/** An endpoint serves another chain than the one we are configured for. */
public final class WrongChain extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongChain(URI endpoint, ChainId found, ChainId expected) {
        super("amser.chain.rpc-urls: " + RpcFailure.name(endpoint) + " serves chain " + found + ", amser.chain.id says "
                + expected);
    }
}
