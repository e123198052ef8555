package io.amser.indexer.rpc;

import static io.amser.indexer.rpc.AnswerReader.expect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.rpc.bloom.LogsBloom;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import java.io.IOException;
import java.util.Optional;

/** Reads a block as {@code eth_getBlockByNumber} tells it, without its transactions. */
final class HeaderReader {
    private HeaderReader() {}

    static BlockHeader read(JsonParser in) throws IOException {
        return readBlock(in).header();
    }

    static NodeBlock readBlock(JsonParser in) throws IOException {
        expect(in, JsonToken.START_OBJECT);
        BlockNumber number = null;
        BlockHash hash = null;
        BlockHash parent = null;
        ChainTime timestamp = null;
        Optional<LogsBloom> bloom = Optional.empty();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            var field = in.currentName();
            in.nextToken();
            switch (field) {
                case "number" -> number = new BlockNumber(Quantity.parse(in.getText()));
                case "hash" -> hash = new BlockHash(in.getText());
                case "parentHash" -> parent = new BlockHash(in.getText());
                case "timestamp" -> timestamp = new ChainTime(Quantity.parse(in.getText()));
                case "logsBloom" ->
                    bloom = in.hasToken(JsonToken.VALUE_NULL)
                            ? Optional.empty()
                            : Optional.of(LogsBloom.parse(in.getText()));
                default -> in.skipChildren();
            }
        }
        if (number == null || hash == null || parent == null || timestamp == null) {
            throw new IOException("a block without number, hash, parent or time");
        }
        return new NodeBlock(new BlockHeader(number, hash, parent, timestamp), bloom);
    }
}
