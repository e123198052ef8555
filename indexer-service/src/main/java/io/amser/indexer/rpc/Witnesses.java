package io.amser.indexer.rpc;

import io.amser.indexer.rpc.Endpoints.Answer;
import io.amser.indexer.rpc.health.Rest;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Second nodes, asked to confirm that there are no logs. One that takes part in the rounds and yet never tells logs, because it
 * has pruned them or its plan lacks them, is still asked and no longer waited for.
 */
final class Witnesses {

    /** Failures without an answer between them, each after a longer rest: half a minute in all. */
    private static final int FAILURES_AWAITED = 6;

    private final Endpoints endpoints;
    private final InstantSource time;
    private final Map<Node, Rest> inVain = new ConcurrentHashMap<>();

    Witnesses(Endpoints endpoints, InstantSource time) {
        this.endpoints = endpoints;
        this.time = time;
    }

    /** The answer of another node than this one. */
    <R> Answer<R> ask(Node but, Function<Node, R> question) {
        try {
            var answer = endpoints.answerOfAnother(but, question);
            inVain.remove(answer.node());
            return answer;
        } catch (RpcFailure failure) {
            failed(but);
            throw failure;
        }
    }

    private void failed(Node but) {
        var now = time.instant();
        others(but)
                .filter(node -> node.health().roundsMissed() == 0)
                .forEach(node -> inVain.merge(node, Rest.NONE.again(now), (before, _) -> before.again(now)));
    }

    boolean isAnyAwaited(Node but) {
        return others(but).anyMatch(node -> inVain.getOrDefault(node, Rest.NONE).times() < FAILURES_AWAITED);
    }

    private Stream<Node> others(Node but) {
        return endpoints.withVoice().stream().filter(node -> node != but);
    }
}
