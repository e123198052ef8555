package io.amser.indexer.rpc;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.metrics.RpcMetrics;
import io.amser.indexer.rpc.health.Agreement;
import io.amser.protocol.BlockHash;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Asks all nodes about a block that would take blocks of ours back. */
final class Forks {
    private static final Logger LOG = Logger.getLogger(Forks.class);

    private final Endpoints endpoints;
    private final RpcMetrics metrics;

    Forks(Endpoints endpoints, RpcMetrics metrics) {
        this.endpoints = endpoints;
        this.metrics = metrics;
    }

    /** Whether the block stands on the chain; nodes that show it and are contradicted are left until another one agrees with them. */
    boolean confirm(BlockHeader block) {
        if (endpoints.all().size() == 1) {
            return true;
        }
        var voices = endpoints.withVoice();
        var said = new ConcurrentHashMap<Node, BlockHash>();
        endpoints.withEach(voices, node -> said.putAll(askAbout(node, block)));
        var agreeing = voices.stream()
                .filter(node -> block.hash().equals(said.get(node)))
                .toList();
        var outcome = Agreement.of(agreeing.size(), said.size() - agreeing.size(), voices.size() - said.size());
        metrics.asked(outcome.name().toLowerCase(Locale.ROOT));
        switch (outcome) {
            case AGREED ->
                LOG.infof(
                        "%s of %s nodes have block %s: %s",
                        agreeing.size(), voices.size(), block.number(), block.hash());
            case UNDECIDED ->
                LOG.warnf(
                        "Too few nodes tell whether block %s is %s: they are asked again",
                        block.number(), block.hash());
            case CONTRADICTED -> agreeing.forEach(Node::contradicted);
        }
        return outcome == Agreement.AGREED;
    }

    private static Map<Node, BlockHash> askAbout(Node node, BlockHeader block) {
        var call = List.of(Views.headerCall(block.number()));
        return node.ask(endpoint -> endpoint.askQuickly(call, HeaderReader::read))
                .getFirst()
                .ifKnown()
                .map(header -> Map.of(node, header.hash()))
                .orElse(Map.of());
    }
}
