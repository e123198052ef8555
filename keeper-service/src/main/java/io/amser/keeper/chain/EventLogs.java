package io.amser.keeper.chain;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.TxHash;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.RawLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Asks for logs of many contracts and reads them. */
record EventLogs(ChainId chain) {

    /** Hosted nodes refuse longer filters. */
    private static final int CONTRACTS_PER_FILTER = 500;

    private static final Comparator<RawLog> ORDER =
            Comparator.comparing(RawLog::blockNumber).thenComparingInt(RawLog::logIndex);

    static List<RpcCall> questions(Collection<Address> contracts, BlockNumber from, BlockNumber to) {
        var addresses = contracts.stream().map(Address::value).sorted().toList();
        var questions = new ArrayList<RpcCall>();
        for (var first = 0; first < addresses.size(); first += CONTRACTS_PER_FILTER) {
            var some = addresses.subList(first, Math.min(addresses.size(), first + CONTRACTS_PER_FILTER));
            questions.add(RpcCall.of(
                    "eth_getLogs",
                    Map.of(
                            "address", some,
                            "topics", List.of(EventDecoder.topics()),
                            "fromBlock", Quantities.hex(from.value()),
                            "toBlock", Quantities.hex(to.value()))));
        }
        return questions;
    }

    static List<JsonNode> found(List<RpcAnswer> answers) {
        return answers.stream().flatMap(EventLogs::each).toList();
    }

    private static Stream<JsonNode> each(RpcAnswer answer) {
        var logs = answer.result();
        if (!logs.isArray()) {
            throw new ChainUnreachable("The node answers without logs: " + logs);
        }
        return StreamSupport.stream(logs.spliterator(), false);
    }

    static List<BlockNumber> blocksOf(List<JsonNode> logs) {
        return logs.stream().map(EventLogs::block).distinct().toList();
    }

    private static BlockNumber block(JsonNode log) {
        return new BlockNumber(Quantities.longNumber(log.path("blockNumber")));
    }

    /** @param blocks as they stand now, by number */
    List<RawLog> read(List<JsonNode> logs, Map<BlockNumber, Block> blocks) {
        return logs.stream()
                .map(log -> read(log, blocks))
                .collect(toMap(RawLog::position, log -> log, (log, _) -> log))
                .values()
                .stream()
                .sorted(ORDER)
                .toList();
    }

    private RawLog read(JsonNode log, Map<BlockNumber, Block> blocks) {
        var block = blocks.get(block(log));
        var hash = new BlockHash(log.path("blockHash").asText());
        if (block == null || !block.hash().equals(hash)) {
            throw new ChainUnreachable("The chain changed its mind about block %s meanwhile".formatted(block(log)));
        }
        var topics = new ArrayList<String>();
        log.path("topics").forEach(topic -> topics.add(topic.asText()));
        return new RawLog(
                chain,
                block.number(),
                hash,
                block.time(),
                new TxHash(log.path("transactionHash").asText()),
                (int) Quantities.longNumber(log.path("logIndex")),
                Address.parse(log.path("address").asText()),
                topics,
                log.path("data").asText());
    }
}
