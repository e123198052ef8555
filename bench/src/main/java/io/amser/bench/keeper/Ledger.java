package io.amser.bench.keeper;

import io.amser.bench.figure.Delays;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.wallet.LocalRpc;
import io.amser.devstack.wallet.LocalRpc.Question;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TxHash;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.decoding.RawLog;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/** What the keepers' transactions in some blocks did, by their receipts alone. */
final class Ledger {

    private static final int BLOCKS_AT_A_TIME = 20;
    /** Selector, two offsets, the length of the first of two arrays of the same length. */
    private static final int WORD = 64;

    private static final int BEFORE_LENGTH = "0x".length() + 8 + 2 * WORD;

    private final List<ExecutionExecuted> charges = new ArrayList<>();
    private long transactions;
    private long idleTransactions;
    private long items;
    private long gasUsed;

    /** Of the transactions of {@code keepers} in {@code first <= block <= last}. */
    static Ledger read(LocalRpc rpc, KnownContracts known, Set<Address> keepers, long first, long last) {
        var ledger = new Ledger();
        var senders = keepers.stream().map(Address::value).collect(Collectors.toSet());
        for (var from = first; from <= last; from += BLOCKS_AT_A_TIME) {
            var numbers = LongStream.rangeClosed(from, Math.min(last, from + BLOCKS_AT_A_TIME - 1))
                    .mapToObj(number -> "0x" + Long.toHexString(number))
                    .toList();
            var blocks = rpc.askAll(numbers.stream()
                    .map(number -> new Question("eth_getBlockByNumber", List.of(number, true)))
                    .toList());
            var receipts = rpc.askAll(numbers.stream()
                    .map(number -> new Question("eth_getBlockReceipts", List.of(number)))
                    .toList());
            for (var i = 0; i < numbers.size(); i++) {
                ledger.take(blocks.get(i), receipts.get(i), senders, known);
            }
        }
        return ledger;
    }

    private void take(JsonNode block, JsonNode receipts, Set<String> senders, KnownContracts known) {
        var time = new ChainTime(number(block.path("timestamp")));
        for (var i = 0; i < receipts.size(); i++) {
            var receipt = receipts.get(i);
            if (senders.contains(receipt.path("from").asString())) {
                transactions++;
                gasUsed += number(receipt.path("gasUsed"));
                items += items(block.path("transactions").get(i).path("input").asString());
                var charged = charges(receipt.path("logs"), time, known);
                idleTransactions += charged.isEmpty() ? 1 : 0;
                charges.addAll(charged);
            }
        }
    }

    private static long number(JsonNode quantity) {
        return Numeric.decodeQuantity(quantity.asString()).longValueExact();
    }

    private static long items(String callData) {
        return callData.length() < BEFORE_LENGTH + WORD
                ? 0
                : Numeric.toBigInt(callData.substring(BEFORE_LENGTH, BEFORE_LENGTH + WORD))
                        .longValueExact();
    }

    private static List<ExecutionExecuted> charges(JsonNode logs, ChainTime time, KnownContracts known) {
        var charges = new ArrayList<ExecutionExecuted>();
        for (var log : logs) {
            EventDecoder.decode(raw(log, time), known)
                    .filter(ExecutionExecuted.class::isInstance)
                    .map(ExecutionExecuted.class::cast)
                    .ifPresent(charges::add);
        }
        return charges;
    }

    private static RawLog raw(JsonNode log, ChainTime time) {
        var topics = new ArrayList<String>();
        log.path("topics").forEach(topic -> topics.add(topic.asString()));
        return new RawLog(
                new ChainId(ChainServer.CHAIN_ID),
                new BlockNumber(number(log.path("blockNumber"))),
                new BlockHash(log.path("blockHash").asString()),
                time,
                new TxHash(log.path("transactionHash").asString()),
                (int) number(log.path("logIndex")),
                new Address(log.path("address").asString()),
                topics,
                log.path("data").asString());
    }

    long charges() {
        return charges.size();
    }

    long transactions() {
        return transactions;
    }

    /** Charges of a subscription that was charged already: each is due once. */
    long doubled() {
        return doubled(charges);
    }

    /** Whatever their windows, because every charge begins the next one. */
    static long doubled(List<ExecutionExecuted> charges) {
        return charges.size()
                - charges.stream()
                        .map(ExecutionExecuted::subscription)
                        .distinct()
                        .count();
    }

    /** The share of all that was sent, transactions and their items, that charged nothing. */
    double wasted() {
        return (double) (idleTransactions + items - charges.size()) / (transactions + items);
    }

    double gasPerCharge() {
        return (double) gasUsed / charges.size();
    }

    /** From the time at which each charge was due to the block that holds it. */
    Delays delays() {
        return Delays.of(charges.stream().mapToLong(Ledger::delay).toArray());
    }

    private static long delay(ExecutionExecuted charge) {
        return charge.origin().blockTime().since(charge.executionTime()).toNanos();
    }

    /** The share of {@code due} charges that stand in a block within this time. */
    double within(Duration limit, int due) {
        return (double) charges.stream()
                        .filter(charge -> delay(charge) <= limit.toNanos())
                        .count()
                / due;
    }

    /** From the first charge that was due to the block of the last one. */
    double perSecond() {
        var begin = charges.stream()
                .mapToLong(charge -> charge.executionTime().seconds())
                .min()
                .orElse(0);
        var end = charges.stream()
                .mapToLong(charge -> charge.origin().blockTime().seconds())
                .max()
                .orElse(1);
        return (double) charges.size() / Math.max(1, end - begin);
    }
}
