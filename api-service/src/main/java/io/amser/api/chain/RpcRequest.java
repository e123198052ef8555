package io.amser.api.chain;

import io.amser.protocol.call.Call;
import java.util.List;
import java.util.Map;

/** One JSON-RPC request; equal ones have equal answers at the same time. */
record RpcRequest(String method, List<Object> parameters) {
    static final RpcRequest NEWEST_BLOCK = new RpcRequest("eth_getBlockByNumber", List.of("latest", false));

    static RpcRequest run(String code) {
        return new RpcRequest("eth_call", List.of(Map.of("data", code), "latest"));
    }

    static RpcRequest call(Call<?> call, Object block) {
        return new RpcRequest("eth_call", List.of(Map.of("to", call.to().value(), "data", call.data()), block));
    }
}
