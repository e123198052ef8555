package io.amser.keeper.chain;

import com.fasterxml.jackson.databind.JsonNode;
import io.amser.keeper.chain.ItemOutcome.Charged;
import io.amser.keeper.chain.ItemOutcome.Failed;
import io.amser.protocol.Address;
import io.amser.protocol.Reason;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TxHash;
import io.amser.protocol.WindowId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Optional;
import org.web3j.crypto.Hash;

/** Reads a receipt, and from its logs the two events of the processor that tell what became of a charge. */
final class ReceiptReader {
    private static final String CHARGED = Hash.sha3String("ExecutionExecuted(address,uint256,address,uint64,address,"
            + "address,uint256,uint256,uint256,address,uint48,uint48,uint256)");
    private static final String FAILED = Hash.sha3String("ExecutionFailed(address,uint256,uint64,uint8,uint8,address)");

    /** The positions of values in the data of the logs, in words of 32 bytes. */
    private static final int WINDOW = 0;

    private static final int CODE = 1;
    private static final int KEEPER_FEE = 5;
    private static final int DIGITS = 64;

    private ReceiptReader() {}

    /** @param block in which the transaction stands */
    static Receipt read(JsonNode receipt, Block block) {
        var outcomes = new ArrayList<ItemOutcome>();
        for (var log : receipt.path("logs")) {
            if (log.path("address").equals(receipt.path("to"))) {
                outcome(log).ifPresent(outcomes::add);
            }
        }
        return new Receipt(
                new TxHash(receipt.path("transactionHash").asText()),
                block,
                Quantities.longNumber(receipt.path("status")) == 1,
                Quantities.longNumber(receipt.path("gasUsed")),
                Quantities.number(receipt.path("effectiveGasPrice")),
                receipt.path("l1Fee").isTextual() ? Quantities.number(receipt.path("l1Fee")) : BigInteger.ZERO,
                outcomes);
    }

    private static Optional<ItemOutcome> outcome(JsonNode log) {
        var event = log.path("topics").path(0).asText();
        if (event.equals(CHARGED)) {
            return Optional.of(new Charged(subscription(log), window(log), new TokenAmount(word(log, KEEPER_FEE))));
        }
        if (event.equals(FAILED)) {
            return Reason.ofChain(word(log, CODE).intValueExact())
                    .failCode()
                    .map(code -> new Failed(subscription(log), window(log), code));
        }
        return Optional.empty();
    }

    private static SubscriptionKey subscription(JsonNode log) {
        var module = log.path("topics").path(1).asText();
        var id = log.path("topics").path(2).asText();
        return new SubscriptionKey(
                new Address("0x" + module.substring(module.length() - 40)),
                new SubscriptionId(new BigInteger(id.substring(2), 16)));
    }

    private static WindowId window(JsonNode log) {
        return new WindowId(word(log, WINDOW).longValueExact());
    }

    private static BigInteger word(JsonNode log, int position) {
        var data = log.path("data").asText();
        return new BigInteger(data.substring(2 + DIGITS * position, 2 + DIGITS * (position + 1)), 16);
    }
}
