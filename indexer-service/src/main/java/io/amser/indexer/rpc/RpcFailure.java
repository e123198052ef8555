package io.amser.indexer.rpc;

import io.amser.indexer.chain.ChainUnavailable;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;

/** An endpoint did not answer, or answered something that cannot be used. */
public final class RpcFailure extends ChainUnavailable {
    private static final long serialVersionUID = 1;
    private static final int BAD_REQUEST = 400;
    private static final int INTERNAL_SERVER_ERROR = 500;

    private final int httpStatus;

    RpcFailure(URI endpoint, String what) {
        super(name(endpoint) + " " + what);
        this.httpStatus = 0;
    }

    RpcFailure(URI endpoint, String what, Throwable cause) {
        super(name(endpoint) + " " + what + ": " + cause, cause);
        this.httpStatus = 0;
    }

    private RpcFailure(URI endpoint, int httpStatus) {
        super(name(endpoint) + " answered with HTTP status " + httpStatus);
        this.httpStatus = httpStatus;
    }

    static RpcFailure ofStatus(URI endpoint, int httpStatus) {
        return new RpcFailure(endpoint, httpStatus);
    }

    /** Whether it will not answer such a question at all, by its HTTP status. */
    boolean isDenial() {
        return BAD_REQUEST <= httpStatus && httpStatus < INTERNAL_SERVER_ERROR;
    }

    /** Whoever can be reached may have more to say about less, whatever the words or the lack of them. */
    @Override
    public boolean mayBeTooMuch() {
        return !(getCause() instanceof ConnectException) && !(getCause() instanceof HttpConnectTimeoutException);
    }

    /** An endpoint's path and query often carry a key: neither is ever shown. */
    static String name(URI endpoint) {
        return endpoint.getHost() + (endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort());
    }
}
