package io.amser.indexer.rpc;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.metrics.RpcMetrics;
import io.amser.indexer.rpc.health.Agreement;
import io.amser.indexer.rpc.health.Word;
import io.amser.protocol.BlockNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks all nodes how far they have the newest blocks too, so that nobody is followed who mines alone.
 *
 * <p>A node that errs or falls behind is waited for only shortly: unlike what is final, a new block can be taken back.
 */
final class SharedTip {
    private static final Logger LOG = Logger.getLogger(SharedTip.class);

    private final Endpoints endpoints;
    private final RpcMetrics metrics;
    private final AtomicReference<@Nullable BlockNumber> disputed = new AtomicReference<>();

    SharedTip(Endpoints endpoints, RpcMetrics metrics) {
        this.endpoints = endpoints;
        this.metrics = metrics;
    }

    /** The first of these blocks, up to the last that the nodes agree about. */
    List<BlockHeader> of(List<BlockHeader> branch, BlockHeader settled) {
        if (endpoints.all().size() == 1) {
            return branch;
        }
        var words = words(branch, settled);
        if (words.containsValue(new Word.Contradiction())) {
            contradicted(branch.getFirst().number(), words);
        }
        return Agreement.upTo(List.copyOf(words.values())).stream()
                .flatMap(last ->
                        branch.stream().takeWhile(block -> block.number().compareTo(last) <= 0))
                .toList();
    }

    private Map<Node, Word> words(List<BlockHeader> branch, BlockHeader settled) {
        var words = new ConcurrentHashMap<Node, Word>();
        var awaited = endpoints.awaited();
        awaited.forEach(node -> words.put(node, new Word.Silence()));
        endpoints.withEach(
                endpoints.quickOf(awaited),
                node -> word(node, branch, settled)
                        .ifPresentOrElse(word -> words.put(node, word), () -> words.remove(node)));
        return words;
    }

    /** From what stands at the height of the last block, or from its newest block where it has not come so far. */
    private static Optional<Word> word(Node node, List<BlockHeader> branch, BlockHeader settled) {
        var theirs = ask(node, Stream.of(Views.headerCall(branch.getLast().number()), Views.NEWEST)).stream()
                .findFirst();
        if (theirs.filter(block -> block.number().compareTo(branch.getFirst().number()) >= 0)
                .isEmpty()) {
            return Optional.of(new Word.Silence());
        }
        return branch.contains(theirs.get())
                ? theirs.map(block -> new Word.Reaches(block.number()))
                : ofAnotherBranch(node, branch, settled);
    }

    /** How far it goes along; empty if it has another block where ours is final. */
    private static Optional<Word> ofAnotherBranch(Node node, List<BlockHeader> branch, BlockHeader settled) {
        var theirs = ask(
                node,
                Stream.concat(Stream.of(settled), branch.stream())
                        .map(BlockHeader::number)
                        .map(Views::headerCall));
        if (!theirs.contains(settled)) {
            return Optional.empty();
        }
        var shared = branch.stream().filter(theirs::contains).map(BlockHeader::number);
        return Optional.of(
                shared.reduce((_, last) -> last).<Word>map(Word.Reaches::new).orElseGet(Word.Contradiction::new));
    }

    private static List<BlockHeader> ask(Node node, Stream<RpcCall> calls) {
        return node.ask(endpoint -> endpoint.askQuickly(calls.toList(), HeaderReader::read)).stream()
                .flatMap(answer -> answer.ifKnown().stream())
                .toList();
    }

    private void contradicted(BlockNumber first, Map<Node, Word> words) {
        metrics.asked("contradicted");
        var agreeing = words.keySet().stream()
                .filter(node -> words.get(node) instanceof Word.Reaches)
                .toList();
        var contradicting = words.values().stream()
                .filter(Word.Contradiction.class::isInstance)
                .count();
        if (contradicting > agreeing.size()) {
            agreeing.forEach(Node::contradicted);
        }
        if (!first.equals(disputed.getAndSet(first))) {
            LOG.warnf("The nodes have different blocks %s: none is published that two do not agree about", first);
        }
    }
}
