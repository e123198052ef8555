package io.amser.indexer.rpc;

import io.amser.protocol.decoding.RawLog;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Asks all nodes about a log that cannot be read: one of them may have cut it off. */
final class UnreadableLogs {
    private static final Logger LOG = Logger.getLogger(UnreadableLogs.class);

    private final Endpoints endpoints;
    private final CompleteLogs logs;

    UnreadableLogs(Endpoints endpoints, CompleteLogs logs) {
        this.endpoints = endpoints;
        this.logs = logs;
    }

    /** Whether two nodes tell it, or the only one that can be asked; one that tells it against the others rests. */
    boolean isTold(RawLog log) {
        var voices = endpoints.withVoice();
        var said = new ConcurrentHashMap<Node, Boolean>();
        endpoints.withEach(voices, node -> said.put(node, tells(node, log)));
        var telling =
                voices.stream().filter(node -> said.getOrDefault(node, false)).toList();
        if (telling.size() == 1 && said.size() > 1) {
            LOG.warnf(
                    "%s alone tells a log that cannot be read, at %s",
                    telling.getFirst().name(), log.position());
            telling.getFirst().failed();
        }
        return telling.size() > 1 || (telling.size() == 1 && voices.size() == 1);
    }

    private boolean tells(Node node, RawLog log) {
        return logs.told(node, log.blockNumber(), log.blockHash()).stream()
                .anyMatch(theirs -> theirs.at(log.chainId(), log.blockTime()).equals(log));
    }
}
