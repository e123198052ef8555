package io.amser.acceptance.fault.keeper;

import io.amser.devstack.wallet.LocalRpc;
import io.amser.devstack.wallet.LocalRpc.Question;
import io.amser.protocol.Address;
import io.amser.protocol.TxHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** What the keepers' keys have sent, as the blocks hold it. */
record KeeperTransactions(List<Sent> all) {

    private static final int BLOCKS_AT_A_TIME = 200;

    /**
     * One transaction in a block.
     *
     * @param logs how many there are; a batch that did nothing has none
     */
    record Sent(TxHash hash, Address key, boolean succeeded, boolean hasCallData, int logs) {}

    /** In all blocks up to {@code head}. */
    static KeeperTransactions read(LocalRpc rpc, long head, List<Address> keys) {
        var wanted = keys.stream().map(Address::value).collect(Collectors.toSet());
        var found = new ArrayList<Sent>();
        for (long from = 0; from <= head; from += BLOCKS_AT_A_TIME) {
            var last = Math.min(head, from + BLOCKS_AT_A_TIME - 1);
            var questions = LongStream.rangeClosed(from, last)
                    .mapToObj(block -> new Question("eth_getBlockReceipts", List.of("0x" + Long.toHexString(block))))
                    .toList();
            rpc.askAll(questions).forEach(receipts -> take(receipts, wanted, found));
        }
        return new KeeperTransactions(found);
    }

    private static void take(JsonNode receipts, Set<String> wanted, List<Sent> found) {
        for (var receipt : receipts) {
            if (wanted.contains(receipt.path("from").asString())) {
                found.add(new Sent(
                        new TxHash(receipt.path("transactionHash").asString()),
                        new Address(receipt.path("from").asString()),
                        receipt.path("status").asString().equals("0x1"),
                        !receipt.path("from").equals(receipt.path("to")),
                        receipt.path("logs").size()));
            }
        }
    }

    long reverted() {
        return all.stream().filter(sent -> !sent.succeeded()).count();
    }

    /** Batches that stand in a block and neither charged nor reported anything. */
    long idle() {
        return all.stream()
                .filter(sent -> sent.succeeded() && sent.hasCallData() && sent.logs() == 0)
                .count();
    }
}
