package io.amser.acceptance.stage;

import io.amser.devstack.wallet.Node;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.decoding.RawLog;
import io.amser.protocol.event.ChainEvent;
import java.util.ArrayList;
import java.util.List;

/** What stands on the chain, read from the node itself and without any filter: the oracle of everything downstream. */
public final class ChainLog {

    private final Node node;
    private final List<RawLog> logs = new ArrayList<>();
    private final List<ChainEvent> events = new ArrayList<>();
    private KnownContracts known;
    private long nextBlock;

    public ChainLog(Node node, KnownContracts known, BlockNumber firstBlock) {
        this.node = node;
        this.known = known;
        this.nextBlock = firstBlock.value();
    }

    /** The protocol's events up to the newest block, in the order of the chain. */
    public synchronized List<ChainEvent> events() {
        catchUp();
        return List.copyOf(events);
    }

    /** Those of one kind. */
    public <E extends ChainEvent> List<E> events(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The logs of all contracts, known or not. */
    public synchronized List<RawLog> logs() {
        catchUp();
        return List.copyOf(logs);
    }

    private void catchUp() {
        long head = node.latestBlock().getNumber().longValueExact();
        for (; nextBlock <= head; nextBlock++) {
            take(node.logs(nextBlock));
        }
    }

    private void take(List<RawLog> found) {
        var decoded = EventDecoder.decode(found, known);
        logs.addAll(found);
        events.addAll(decoded.events());
        known = decoded.known();
    }
}
