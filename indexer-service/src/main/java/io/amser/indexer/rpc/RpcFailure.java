package io.amser.indexer.rpc;

import com.fasterxml.jackson.core.io.JsonEOFException;
import io.amser.indexer.chain.ChainUnavailable;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeoutException;

/** An endpoint did not answer, or answered something that cannot be used. */
public final class RpcFailure extends ChainUnavailable {
    private static final long serialVersionUID = 1;

    RpcFailure(URI endpoint, String what) {
        super(name(endpoint) + " " + what);
    }

    RpcFailure(URI endpoint, String what, Throwable cause) {
        super(name(endpoint) + " " + what + ": " + cause, cause);
    }

    @Override
    public boolean mayBeTooMuch() {
        return switch (getCause()) {
            case TimeoutException _, JsonEOFException _ -> true;
            case IOException broken -> String.valueOf(broken.getMessage()).contains("exceeds capacity");
            case null, default -> false;
        };
    }

    /** An endpoint's path and query often carry a key: neither is ever shown. */
    static String name(URI endpoint) {
        return endpoint.getHost() + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort());
    }
}
