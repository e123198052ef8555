package io.amser.keeper.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.keeper.schedule.Watched;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Hash;

/** Which logs tell that a wallet may be able to pay now. */
final class TopUpLogs {
    private static final String TRANSFER = Hash.sha3String("Transfer(address,address,uint256)");
    private static final String APPROVAL = Hash.sha3String("Approval(address,address,uint256)");
    private static final String PERMIT2_APPROVAL = Hash.sha3String("Approval(address,address,address,uint160,uint48)");
    private static final String PERMIT2_PERMIT =
            Hash.sha3String("Permit(address,address,address,uint160,uint48,uint48)");

    /** Hosted nodes refuse longer filters. */
    private static final int LONGEST_FILTER = 500;

    private static final int BLOCKS_ASKED = 2;

    private TopUpLogs() {}

    /** Two blocks, by which a node shows on which branch it stands and that it has the last one, and then the logs. */
    static List<RpcCall> questions(
            Watched watched, Address permit2, BlockNumber before, BlockNumber from, BlockNumber to) {
        var blocks = Stream.of(before, to).map(block -> RpcCall.of("eth_getBlockByNumber", hex(block), false));
        var logs = filters(watched, permit2, from, to).stream().map(filter -> RpcCall.of("eth_getLogs", filter));
        return Stream.concat(blocks, logs).toList();
    }

    static TopUps read(List<RpcAnswer> answers, Address permit2) {
        var before = answers.get(0).result().path("hash");
        var last = answers.get(1).result().path("hash");
        if (!last.isTextual()) {
            throw new ChainUnreachable("The node that was asked for logs does not have their blocks");
        }
        var found = new ArrayList<TopUp>();
        for (var answer : answers.subList(BLOCKS_ASKED, answers.size())) {
            if (!answer.result().isArray()) {
                throw new ChainUnreachable("The node answers without logs: " + answer.result());
            }
            for (var log : answer.result()) {
                found.add(read(log, permit2));
            }
        }
        return new TopUps(
                Optional.of(before).filter(JsonNode::isTextual).map(hash -> new BlockHash(hash.asText())),
                new BlockHash(last.asText()),
                found);
    }

    private static TopUp read(JsonNode log, Address permit2) {
        var contract = Address.parse(log.path("address").asText());
        var topics = log.path("topics");
        var payer = topics.path(topics.path(0).asText().equals(TRANSFER) ? 2 : 1);
        return new TopUp(
                new BlockNumber(Quantities.longNumber(log.path("blockNumber"))),
                new BlockHash(log.path("blockHash").asText()),
                Quantities.longNumber(log.path("logIndex")),
                address(payer),
                contract.equals(permit2) ? address(topics.path(2)) : contract);
    }

    /** Together they find every such log of these wallets. */
    private static List<Map<String, Object>> filters(
            Watched watched, Address permit2, BlockNumber from, BlockNumber to) {
        var filters = new ArrayList<Map<String, Object>>();
        for (var payers : payersOf(watched)) {
            for (var tokens : chunks(watched.tokens())) {
                filters.add(filter(tokens, List.of(List.of(TRANSFER), List.of(), payers), from, to));
                var approvals = List.of(List.of(APPROVAL), payers, List.of(topic(permit2)));
                filters.add(filter(tokens, approvals, from, to));
            }
            var spenders = watched.processors().stream().map(TopUpLogs::topic).toList();
            var allowances = List.of(List.of(PERMIT2_APPROVAL, PERMIT2_PERMIT), payers, List.<String>of(), spenders);
            filters.add(filter(List.of(permit2.value()), allowances, from, to));
        }
        return filters;
    }

    /** An empty list stands for everybody. */
    private static List<List<String>> payersOf(Watched watched) {
        return watched.payers()
                .map(payers -> chunks(payers).stream()
                        .map(chunk -> chunk.stream()
                                .map(payer -> topic(new Address(payer)))
                                .toList())
                        .toList())
                .orElse(List.of(List.of()));
    }

    private static List<List<String>> chunks(Collection<Address> addresses) {
        var texts = addresses.stream().map(Address::value).toList();
        var chunks = new ArrayList<List<String>>();
        for (var from = 0; from < texts.size(); from += LONGEST_FILTER) {
            chunks.add(texts.subList(from, Math.min(texts.size(), from + LONGEST_FILTER)));
        }
        return chunks;
    }

    /** A place in the topics where anything may stand is null in JSON; an empty list would match the same, but not at every node. */
    private static Map<String, Object> filter(
            List<String> contracts, List<List<String>> topics, BlockNumber from, BlockNumber to) {
        var places = new ArrayList<@Nullable List<String>>(topics.size());
        topics.forEach(place -> places.add(place.isEmpty() ? null : place));
        return Map.of("address", contracts, "topics", places, "fromBlock", hex(from), "toBlock", hex(to));
    }

    private static String hex(BlockNumber block) {
        return Quantities.hex(block.value());
    }

    private static Address address(JsonNode topic) {
        var text = topic.asText();
        return Address.parse("0x" + text.substring(text.length() - 40));
    }

    private static String topic(Address address) {
        return "0x" + "0".repeat(24) + address.value().substring(2);
    }
}
