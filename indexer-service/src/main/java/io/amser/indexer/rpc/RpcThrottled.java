package io.amser.indexer.rpc;

import io.amser.indexer.chain.ChainUnavailable;
import java.net.URI;
import java.time.Duration;

/** An endpoint is healthy and wants to be left alone for so long that others had better be asked. */
final class RpcThrottled extends ChainUnavailable {
    private static final long serialVersionUID = 1;

    RpcThrottled(URI endpoint, Duration wait) {
        super(RpcFailure.name(endpoint) + " lets the next request through in " + wait.toSeconds() + " s");
    }
}
