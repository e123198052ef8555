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

    /** Whether it asks for something in a range of blocks, of which a node may answer a part only. */
    boolean isRange() {
        return parameters.contains("\"fromBlock\"");
    }
}
