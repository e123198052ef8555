package io.amser.indexer.rpc;

import static io.amser.indexer.rpc.AnswerReader.expect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TxHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the answer to {@code eth_getLogs}; neighbours share what they have in common, so that a large answer stays small. */
final class LogsReader {
    private final Map<String, String> topics = new HashMap<>();
    private final Map<String, Address> contracts = new HashMap<>();
    private @Nullable BlockHash lastBlock;
    private @Nullable TxHash lastTx;

    static List<NodeLog> read(JsonParser in) throws IOException {
        expect(in, JsonToken.START_ARRAY);
        var reader = new LogsReader();
        var logs = new ArrayList<NodeLog>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            logs.add(reader.readLog(in));
        }
        return logs;
    }

    private NodeLog readLog(JsonParser in) throws IOException {
        expect(in, JsonToken.START_OBJECT);
        BlockNumber number = null;
        BlockHash block = null;
        Optional<ChainTime> time = Optional.empty();
        TxHash tx = null;
        Integer index = null;
        Address contract = null;
        List<String> words = null;
        String data = null;
        while (in.nextToken() != JsonToken.END_OBJECT) {
            var field = in.currentName();
            in.nextToken();
            switch (field) {
                case "address" -> contract = contracts.computeIfAbsent(in.getText(), LogsReader::address);
                case "topics" -> words = readTopics(in);
                case "data" -> data = in.getText();
                case "blockNumber" -> number = new BlockNumber(Quantity.parse(in.getText()));
                case "blockHash" -> block = block(in.getText());
                case "blockTimestamp" ->
                    time = in.hasToken(JsonToken.VALUE_NULL)
                            ? Optional.empty()
                            : Optional.of(new ChainTime(Quantity.parse(in.getText())));
                case "transactionHash" -> tx = tx(in.getText());
                case "logIndex" -> index = Math.toIntExact(Quantity.parse(in.getText()));
                default -> in.skipChildren();
            }
        }
        if (number == null
                || block == null
                || tx == null
                || index == null
                || contract == null
                || words == null
                || data == null) {
            throw new IOException("a log without its place, contract, topics or data");
        }
        return new NodeLog(number, block, time, tx, index, contract, words, data);
    }

    /** Some nodes spell it with a checksum, whose rule differs from chain to chain. */
    private static Address address(String text) {
        return new Address(text.toLowerCase(Locale.ROOT));
    }

    private List<String> readTopics(JsonParser in) throws IOException {
        expect(in, JsonToken.START_ARRAY);
        var words = new ArrayList<String>(4);
        while (in.nextToken() != JsonToken.END_ARRAY) {
            var topic = in.getText();
            words.add(words.isEmpty() ? topics.computeIfAbsent(topic, same -> same) : topic);
        }
        return List.copyOf(words);
    }

    private BlockHash block(String text) {
        var last = lastBlock;
        if (last != null && last.value().equals(text)) {
            return last;
        }
        var block = new BlockHash(text);
        lastBlock = block;
        return block;
    }

    private TxHash tx(String text) {
        var last = lastTx;
        if (last != null && last.value().equals(text)) {
            return last;
        }
        var tx = new TxHash(text);
        lastTx = tx;
        return tx;
    }
}
