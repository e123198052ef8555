package io.amser.indexer.rpc;

/**
 * One question in JSON-RPC.
 *
 * @param parameters as a JSON array
 */
public record RpcCall(String method, String parameters) {

    String json(int id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}";
    }
}
