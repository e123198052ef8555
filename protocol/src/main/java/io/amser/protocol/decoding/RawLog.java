package io.amser.protocol.decoding;

import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TxHash;
import java.util.List;

/** A log as the RPC tells it; {@code topics} and {@code data} are still hexadecimal text. */
public record RawLog(
        ChainId chainId,
        BlockNumber blockNumber,
        BlockHash blockHash,
        ChainTime blockTime,
        TxHash txHash,
        int logIndex,
        Address contract,
        List<String> topics,
        String data) {

    public RawLog {
        topics = List.copyOf(topics);
    }

    /** Where the log stands, for people. */
    public String position() {
        return "log " + logIndex + " of transaction " + txHash + " in block " + blockNumber + " (" + blockHash
                + ") of chain " + chainId + ", emitted by " + contract;
    }
}
