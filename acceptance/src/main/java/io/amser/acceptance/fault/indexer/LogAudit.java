package io.amser.acceptance.fault.indexer;

import io.amser.devstack.restless.BlockLives;
import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.EventId;
import io.amser.protocol.event.ChainEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The log, read as its consumers read it and folded, held against the chain and against all that the chain has ever been. */
final class LogAudit {

    private final BlockLives lives;
    private final Map<EventId, ChainEvent> present = new LinkedHashMap<>();
    private final Map<EventId, Integer> retractions = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int doubled;
    private int wrongRollbacks;
    private int strayed;

    private LogAudit(BlockLives lives) {
        this.lives = lives;
    }

    /** A record, and when it was written. */
    record Told(PublishedEvent record, Instant writtenAt) {}

    /**
     * What came out.
     *
     * @param missing events of the chain that the log lacks
     * @param doubled records that tell an event while it is told already
     * @param wrongRollbacks retractions that no reorganisation explains
     * @param strayed records of blocks that never stood on the chain: an indexer followed a node that was alone with them
     * @param surplus events that the log tells and the chain does not
     * @param wrong a sentence for each of these, and for each other thing that is not as it should be
     */
    record Finding(
            int records, int missing, int doubled, int wrongRollbacks, int strayed, int surplus, List<String> wrong) {
        Finding {
            wrong = List.copyOf(wrong);
        }
    }

    /** Records of one partition have to be in their order. */
    static Finding of(List<Told> log, List<ChainEvent> chain, BlockLives lives) {
        var audit = new LogAudit(lives);
        log.forEach(told -> audit.fold(told.record(), told.writtenAt()));
        return audit.compare(log.size(), chain);
    }

    private void fold(PublishedEvent record, Instant writtenAt) {
        var event = record.event();
        var block = event.origin().blockHash();
        if (!lives.hasStood(block)) {
            strayed++;
            wrong.add("The log tells of a block that never stood: " + record);
        }
        if (record.retracted()) {
            takeBack(event, block, writtenAt);
        } else if (present.put(event.id(), event) != null) {
            doubled++;
            wrong.add("The log tells again " + event);
        }
    }

    /** The n-th retraction of an event takes an n-th removal of its block, at a moment before it was written. */
    private void takeBack(ChainEvent event, BlockHash block, Instant writtenAt) {
        int times = retractions.merge(event.id(), 1, Integer::sum);
        if (present.remove(event.id()) == null) {
            wrongRollbacks++;
            wrong.add("The log takes back what it does not tell: " + event);
        } else if (lives.hasStood(block) && times > lives.removals(block, writtenAt)) {
            wrongRollbacks++;
            wrong.add("The log takes back, though its block stood, " + event);
        }
    }

    private Finding compare(int records, List<ChainEvent> chain) {
        var lacking = chain.stream()
                .filter(event -> !event.equals(present.get(event.id())))
                .toList();
        lacking.forEach(event -> wrong.add("The log lacks " + event));
        var real = chain.stream().map(ChainEvent::id).toList();
        var surplus = present.values().stream()
                .filter(event -> !real.contains(event.id()))
                .toList();
        surplus.forEach(event -> wrong.add("The log tells what the chain does not: " + event));
        if (lacking.isEmpty() && surplus.isEmpty() && !byKey(present.values()).equals(byKey(chain))) {
            wrong.add("The log tells the events of a key in another order than the chain");
        }
        return new Finding(records, lacking.size(), doubled, wrongRollbacks, strayed, surplus.size(), wrong);
    }

    private static Map<Address, List<ChainEvent>> byKey(Iterable<ChainEvent> events) {
        var byKey = new HashMap<Address, List<ChainEvent>>();
        events.forEach(event -> byKey.computeIfAbsent(event.origin().key(), _ -> new ArrayList<>())
                .add(event));
        return byKey;
    }
}
