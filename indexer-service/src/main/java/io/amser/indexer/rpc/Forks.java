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

/** Asks all nodes about a block on which something depends that cannot be undone. */
final class Forks {
    private static final Logger LOG = Logger.getLogger(Forks.class);

    private final Endpoints endpoints;
    private final RpcMetrics metrics;

    Forks(Endpoints endpoints, RpcMetrics metrics) {
        this.endpoints = endpoints;
        this.metrics = metrics;
    }

    /**
     * Whether the block stands on the chain. Nodes that show it and are contradicted by more are left until another one agrees
     * with them; for a block that takes the place of a final one, as many are enough.
     */
    boolean confirm(BlockHeader block, boolean deniesFinal) {
        if (endpoints.all().size() == 1) {
            return true;
        }
        var voices = endpoints.withVoice();
        var said = new ConcurrentHashMap<Node, BlockHash>();
        endpoints.withEach(endpoints.quickOf(voices), node -> said.putAll(askAbout(node, block)));
        var agreeing = voices.stream()
                .filter(node -> block.hash().equals(said.get(node)))
                .toList();
        var outcome = Agreement.of(agreeing.size(), said.size() - agreeing.size(), voices.size() - said.size());
        metrics.asked(outcome.name().toLowerCase(Locale.ROOT));
        LOG.debugf(
                "%s: %s of %s nodes that answered have block %s, %s",
                outcome, agreeing.size(), said.size(), block.number(), block.hash());
        var isOutvoted = said.size() - agreeing.size() > agreeing.size();
        if (outcome == Agreement.CONTRADICTED && (isOutvoted || deniesFinal)) {
            agreeing.forEach(Node::contradicted);
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
