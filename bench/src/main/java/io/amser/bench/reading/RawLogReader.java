package io.amser.bench.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TxHash;
import io.amser.protocol.decoding.RawLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads one answer to {@code eth_getLogs} and nothing else, in one pass. */
final class RawLogReader {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int HEXADECIMAL = 16;

    private final ChainId chain;

    RawLogReader(ChainId chain) {
        this.chain = chain;
    }

    List<RawLog> read(byte[] answer) throws IOException {
        var logs = new ArrayList<RawLog>();
        try (var in = JSON.createParser(answer)) {
            in.nextToken();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                var field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "result" -> {
                        while (in.nextToken() != JsonToken.END_ARRAY) {
                            logs.add(log(in));
                        }
                    }
                    case "error" -> throw new IOException("the chain refused to tell its logs");
                    default -> in.skipChildren();
                }
            }
        }
        return logs;
    }

    private RawLog log(JsonParser in) throws IOException {
        var topics = new ArrayList<String>();
        Map<String, String> texts = new HashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            var field = in.currentName();
            if (in.nextToken() == JsonToken.START_ARRAY) {
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    topics.add(in.getText());
                }
            } else {
                texts.put(field, in.getText());
            }
        }
        return new RawLog(
                chain,
                new BlockNumber(quantity(texts, "blockNumber")),
                new BlockHash(text(texts, "blockHash")),
                new ChainTime(quantity(texts, "blockTimestamp")),
                new TxHash(text(texts, "transactionHash")),
                (int) quantity(texts, "logIndex"),
                new Address(text(texts, "address")),
                topics,
                text(texts, "data"));
    }

    private static String text(Map<String, String> texts, String field) {
        return Objects.requireNonNull(texts.get(field), field);
    }

    private static long quantity(Map<String, String> texts, String field) {
        var text = text(texts, field);
        return Long.parseLong(text, 2, text.length(), HEXADECIMAL);
    }
}
