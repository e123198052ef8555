package io.amser.indexer.rpc;

import io.amser.protocol.ChainId;

/** Every endpoint serves another chain than the one we are configured for. */
public final class WrongChain extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongChain(String endpoint, ChainId found, ChainId expected) {
        super("amser.chain.rpc-urls: " + endpoint + " serves chain " + found + ", amser.chain.id says " + expected);
    }
}
