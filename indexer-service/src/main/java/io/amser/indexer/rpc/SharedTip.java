package io.amser.indexer.rpc;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.rpc.health.Agreement;
import io.amser.indexer.rpc.health.Word;
import io.amser.protocol.BlockNumber;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks all nodes how far they have the newest blocks too, so that nobody is followed who mines alone.
 *
 * <p>A node that errs or falls behind is waited for only shortly: unlike a rollback, a block that turns out wrong can be taken back.
 */
final class SharedTip {
    private static final Logger LOG = Logger.getLogger(SharedTip.class);

    /** So many rounds a node may have been of no use and is still waited for. */
    private static final int ROUNDS_AWAITED = 2;

    private final Endpoints endpoints;
    private final InstantSource time;
    private final AtomicReference<@Nullable BlockNumber> disputed = new AtomicReference<>();

    SharedTip(Endpoints endpoints, InstantSource time) {
        this.endpoints = endpoints;
        this.time = time;
    }

    /** The first of these blocks, up to the last that the nodes agree about. */
    List<BlockHeader> of(List<BlockHeader> branch) {
        if (endpoints.all().size() == 1) {
            return branch;
        }
        var words = words(branch);
        var agreed = Agreement.upTo(List.copyOf(words.values()));
        if (agreed.isPresent()) {
            disputed.set(null);
            return branch.stream()
                    .takeWhile(block -> block.number().compareTo(agreed.get()) <= 0)
                    .toList();
        }
        dispute(branch.getFirst(), words);
        return List.of();
    }

    private Map<Node, Word> words(List<BlockHeader> branch) {
        var words = new ConcurrentHashMap<Node, Word>();
        var awaited = endpoints.withVoice(ROUNDS_AWAITED);
        awaited.forEach(node -> words.put(node, new Word.Silence()));
        var now = time.instant();
        var reachable = awaited.stream()
                .filter(node -> node.health().rest().isOver(now))
                .toList();
        endpoints.withEach(reachable, node -> words.put(node, word(node, branch)));
        return words;
    }

    /** What stands at the height of the last block, or its newest block where it has not come so far. */
    private static Word word(Node node, List<BlockHeader> branch) {
        var calls = List.of(Views.headerCall(branch.getLast().number()), Views.NEWEST);
        var answers = node.ask(endpoint -> endpoint.askQuickly(calls, HeaderReader::read));
        return answers.stream()
                .flatMap(answer -> answer.ifKnown().stream())
                .findFirst()
                .map(theirs -> word(node, branch, theirs))
                .orElseGet(Word.Silence::new);
    }

    private static Word word(Node node, List<BlockHeader> branch, BlockHeader theirs) {
        if (theirs.number().compareTo(branch.getFirst().number()) < 0) {
            return new Word.Silence();
        }
        if (branch.stream().anyMatch(ours -> ours.hash().equals(theirs.hash()))) {
            return new Word.Reaches(theirs.number());
        }
        return standsOn(node, branch.getFirst()) ? new Word.Contradiction() : new Word.Elsewhere();
    }

    /** Whether it has the block below the branch, which was agreed about before. */
    private static boolean standsOn(Node node, BlockHeader first) {
        var parent = first.number().value() - 1;
        var call = List.of(Views.headerCall(new BlockNumber(parent)));
        return node.ask(endpoint -> endpoint.askQuickly(call, HeaderReader::read))
                .getFirst()
                .ifKnown()
                .filter(theirs -> theirs.hash().equals(first.parent()))
                .isPresent();
    }

    private void dispute(BlockHeader first, Map<Node, Word> words) {
        var agreeing = words.keySet().stream()
                .filter(node -> words.get(node) instanceof Word.Reaches)
                .toList();
        var contradicting = Collections.frequency(words.values(), new Word.Contradiction());
        if (contradicting > agreeing.size()) {
            agreeing.forEach(Node::contradicted);
        }
        if (contradicting > 0 && !first.number().equals(disputed.getAndSet(first.number()))) {
            LOG.warnf("The nodes have different blocks %s: the log waits until two of them agree", first.number());
        }
    }
}
