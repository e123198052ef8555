package io.amser.protocol.event;

import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.EventId;
import io.amser.protocol.TxHash;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Where on the chain an event stands, and whom it concerns.
 *
 * @param contract the contract that emitted the log
 * @param module the module that the event names, whoever emitted it
 * @param merchant whose module that is
 */
public record EventOrigin(
        ChainId chainId,
        BlockNumber blockNumber,
        BlockHash blockHash,
        ChainTime blockTime,
        TxHash txHash,
        int logIndex,
        Address contract,
        @Nullable Address module,
        @Nullable Address merchant,
        EventId id) {

    /** The order of the chain, within one branch. */
    public static final Comparator<EventOrigin> CHAIN_ORDER =
            Comparator.comparing(EventOrigin::blockNumber).thenComparingInt(EventOrigin::logIndex);

    /** Events of one key stay in the order of the chain: the module, else the contract. */
    public Address key() {
        return module == null ? contract : module;
    }
}
