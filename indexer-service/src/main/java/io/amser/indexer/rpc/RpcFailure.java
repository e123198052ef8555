package io.amser.indexer.rpc;

import io.amser.indexer.chain.ChainUnavailable;
import java.net.URI;

/** An endpoint did not answer, or answered something that cannot be used. */
public final class RpcFailure extends ChainUnavailable {
    private static final long serialVersionUID = 1;

    RpcFailure(URI endpoint, String what) {
        super(name(endpoint) + " " + what);
    }

    RpcFailure(URI endpoint, String what, Throwable cause) {
        super(name(endpoint) + " " + what + ": " + cause, cause);
    }

    /** An endpoint's path and query often carry a key: neither is ever shown. */
    static String name(URI endpoint) {
        return endpoint.getHost() + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort());
    }
}
