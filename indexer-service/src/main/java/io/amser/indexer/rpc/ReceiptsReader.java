package io.amser.indexer.rpc;

import static io.amser.indexer.rpc.AnswerReader.expect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the logs out of the answer to {@code eth_getBlockReceipts}. */
final class ReceiptsReader {
    private ReceiptsReader() {}

    static List<NodeLog> read(JsonParser in) throws IOException {
        expect(in, JsonToken.START_ARRAY);
        var logs = new ArrayList<NodeLog>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            expect(in, JsonToken.START_OBJECT);
            while (in.nextToken() != JsonToken.END_OBJECT) {
                var field = in.currentName();
                in.nextToken();
                if (field.equals("logs")) {
                    logs.addAll(LogsReader.read(in));
                } else {
                    in.skipChildren();
                }
            }
        }
        return logs;
    }
}
