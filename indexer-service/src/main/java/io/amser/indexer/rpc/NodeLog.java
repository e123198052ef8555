package io.amser.indexer.rpc;

import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TxHash;
import io.amser.protocol.decoding.RawLog;
import java.util.List;
import java.util.Optional;

/**
 * A log as a node tells it.
 *
 * @param blockTime what newer nodes add, so that the block need not be asked for
 */
record NodeLog(
        BlockNumber blockNumber,
        BlockHash blockHash,
        Optional<ChainTime> blockTime,
        TxHash txHash,
        int logIndex,
        Address contract,
        List<String> topics,
        String data) {

    RawLog at(ChainId chain, ChainTime time) {
        return new RawLog(chain, blockNumber, blockHash, time, txHash, logIndex, contract, topics, data);
    }
}
