package io.amser.indexer.rpc;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;

/** One of the results of a request for logs: an array holds logs, an object is a block. */
sealed interface RangeResult {

    record Logs(List<NodeLog> logs) implements RangeResult {}

    record End(NodeBlock block) implements RangeResult {}

    static RangeResult read(JsonParser in) throws IOException {
        return in.hasToken(JsonToken.START_ARRAY) ? new Logs(LogsReader.read(in)) : new End(HeaderReader.readBlock(in));
    }
}
