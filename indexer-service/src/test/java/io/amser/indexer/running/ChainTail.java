package io.amser.indexer.running;

import io.amser.devstack.wallet.Node;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.event.ChainEvent;
import java.util.ArrayList;
import java.util.List;

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
            var decoded = EventDecoder.decode(node.logs(number), known);
            events.addAll(decoded.events());
            known = decoded.known();
        }
        return events;
    }
}
