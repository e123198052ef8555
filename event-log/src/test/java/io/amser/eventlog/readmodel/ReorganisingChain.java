package io.amser.eventlog.readmodel;

import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.event.ChainEvent;
import java.util.ArrayList;
import java.util.List;

/** The events of one contract on a chain that keeps changing its mind, and the log that tells of it. */
final class ReorganisingChain {
    private static final int DEEPEST = 5;

    private final Source source;
    private final List<ChainEvent> canonical = new ArrayList<>();
    private final List<PublishedEvent> log = new ArrayList<>();
    private int branch;
    private int forkHeight;
    private List<ChainEvent> lostBranch = List.of();

    ReorganisingChain(Source source) {
        this.source = source;
    }

    /** @param choices what happens, any numbers from 0 on */
    static ReorganisingChain of(Source source, List<Integer> choices) {
        var chain = new ReorganisingChain(source);
        choices.forEach(chain::act);
        return chain;
    }

    List<PublishedEvent> log() {
        return log;
    }

    /** What stands on the chain in the end. */
    List<ChainEvent> canonical() {
        return canonical;
    }

    private void act(int choice) {
        var rest = choice / 8;
        switch (choice % 8) {
            case 0 -> fork(Math.max(0, canonical.size() - 1 - rest % DEEPEST));
            case 1 -> returnToLostBranch();
            case 2 -> repeatSomethingPresent(rest);
            case 3 -> takeBackSomethingLost(rest);
            default -> grow(rest);
        }
    }

    private void grow(int choice) {
        var block = 1L;
        var logIndex = 0;
        if (!canonical.isEmpty()) {
            var tip = canonical.getLast().origin();
            var sameBlock = choice % 2 == 0;
            block = tip.blockNumber().value() + (sameBlock ? 0 : 1);
            logIndex = sameBlock ? tip.logIndex() + 1 : 0;
        }
        append(source.next(canonical, source.origin(block, logIndex, branch), choice / 2));
    }

    private void append(ChainEvent event) {
        canonical.add(event);
        log.add(PublishedEvent.of(event));
    }

    private void fork(int height) {
        lostBranch = List.copyOf(canonical.subList(height, canonical.size()));
        forkHeight = height;
        retractTo(height);
        branch++;
    }

    private void retractTo(int height) {
        while (canonical.size() > height) {
            log.add(PublishedEvent.retractionOf(canonical.removeLast()));
        }
    }

    private void returnToLostBranch() {
        var returning = lostBranch;
        if (canonical.size() >= forkHeight) {
            fork(forkHeight);
            returning.forEach(this::append);
        }
    }

    private void repeatSomethingPresent(int choice) {
        if (!canonical.isEmpty()) {
            log.add(PublishedEvent.of(canonical.get(choice % canonical.size())));
        }
    }

    private void takeBackSomethingLost(int choice) {
        if (!lostBranch.isEmpty()) {
            var event = lostBranch.get(choice % lostBranch.size());
            if (!canonical.contains(event)) {
                log.add(PublishedEvent.retractionOf(event));
            }
        }
    }
}
