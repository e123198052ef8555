package io.amser.eventlog.readmodel;

import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.event.ChainEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** The logs of several contracts, shuffled together as partitions are, and cut into batches. */
record LogInBatches(List<ChainEvent> canonical, List<List<PublishedEvent>> batches) {

    static Arbitrary<LogInBatches> any() {
        var choices = Arbitraries.integers().between(0, 10_000).list().ofMaxSize(60);
        var turns = Arbitraries.integers()
                .between(0, Source.values().length - 1)
                .list()
                .ofMaxSize(200);
        var sizes = Arbitraries.integers().between(1, 40).list().ofMinSize(1).ofMaxSize(5);
        return Combinators.combine(choices.list().ofSize(Source.values().length), turns, sizes)
                .as(LogInBatches::of);
    }

    /**
     * @param choices what happens on the chain of each source
     * @param turns which contract's record comes next, as long as there are any
     * @param sizes of the batches, again and again
     */
    static LogInBatches of(List<List<Integer>> choices, List<Integer> turns, List<Integer> sizes) {
        var chains = new ArrayList<ReorganisingChain>();
        for (var source : Source.values()) {
            chains.add(ReorganisingChain.of(source, choices.get(chains.size())));
        }
        var canonical =
                chains.stream().flatMap(chain -> chain.canonical().stream()).toList();
        return new LogInBatches(canonical, cut(shuffle(chains, turns), sizes));
    }

    private static List<PublishedEvent> shuffle(List<ReorganisingChain> chains, List<Integer> turns) {
        var logs = chains.stream().map(chain -> new ArrayDeque<>(chain.log())).toList();
        var log = new ArrayList<PublishedEvent>();
        for (var turn : turns) {
            var next = logs.get(turn % logs.size());
            if (!next.isEmpty()) {
                log.add(next.remove());
            }
        }
        logs.forEach(log::addAll);
        return log;
    }

    private static List<List<PublishedEvent>> cut(List<PublishedEvent> log, List<Integer> sizes) {
        var batches = new ArrayList<List<PublishedEvent>>();
        for (var from = 0; from < log.size(); from += batches.getLast().size()) {
            var size = sizes.get(batches.size() % sizes.size());
            batches.add(log.subList(from, Math.min(log.size(), from + size)));
        }
        return batches;
    }

    /** Short, because failed properties print it: a line per batch, a minus before what is taken back. */
    @Override
    public String toString() {
        return batches.stream()
                .map(batch -> batch.stream().map(LogInBatches::shortly).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String shortly(PublishedEvent published) {
        var origin = published.event().origin();
        return (published.retracted() ? "-" : "+") + published.event().type() + "@" + origin.blockNumber() + "."
                + origin.logIndex() + "~" + origin.id().value().substring(4, 8);
    }
}
