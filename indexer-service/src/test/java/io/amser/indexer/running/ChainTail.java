package io.amser.indexer.running;

import io.amser.devstack.wallet.Node;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TxHash;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.decoding.RawLog;
import io.amser.protocol.event.ChainEvent;
import java.util.ArrayList;
import java.util.List;
import org.web3j.protocol.core.methods.response.Log;

/** What stands on the canonical chain, read block by block and without any filter: the oracle of the indexer's tests. */
final class ChainTail {
    private final Node node;
    private final KnownContracts configured;

    ChainTail(Node node, KnownContracts configured) {
        this.node = node;
        this.configured = configured;
    }

    BlockHash newest() {
        return new BlockHash(node.latestBlock().getHash());
    }

    BlockNumber newestNumber() {
        return new BlockNumber(node.latestBlock().getNumber().longValueExact());
    }

    List<ChainEvent> events() {
        var newest = node.latestBlock().getNumber().longValueExact();
        var events = new ArrayList<ChainEvent>();
        var known = configured;
        for (var number = 1L; number <= newest; number++) {
            var time = new ChainTime(node.block(number).getTimestamp().longValueExact());
            var logs = node.logs(number).stream().map(log -> raw(log, time)).toList();
            var decoded = EventDecoder.decode(logs, known);
            events.addAll(decoded.events());
            known = decoded.known();
        }
        return events;
    }

    private static RawLog raw(Log log, ChainTime time) {
        return new RawLog(
                new ChainId(31_337),
                new BlockNumber(log.getBlockNumber().longValueExact()),
                new BlockHash(log.getBlockHash()),
                time,
                new TxHash(log.getTransactionHash()),
                log.getLogIndex().intValueExact(),
                new Address(log.getAddress()),
                log.getTopics(),
                log.getData());
    }
}
