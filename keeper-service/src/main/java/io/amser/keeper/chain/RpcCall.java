package io.amser.keeper.chain;

import java.util.List;

/** One JSON-RPC call. */
record RpcCall(String method, List<?> params) {
    static RpcCall of(String method, Object... params) {
        return new RpcCall(method, List.of(params));
    }
}
