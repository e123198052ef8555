package io.amser.indexer.verify;

import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.publishing.IndexerState;
import io.amser.eventlog.publishing.PublishedHeads;
import io.amser.indexer.backfill.InOrder;
import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.chain.Endurance;
import io.amser.indexer.chain.Patience;
import io.amser.indexer.place.Place;
import io.amser.indexer.place.StateRecords;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.EventId;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.event.ChainEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Compares chain and log, first by fingerprints of stretches, then event by event where these differ; publishes nothing. */
public final class Verification {
    private static final int RANGES_IN_FLIGHT = 2;
    private static final long MOST_EVENTS_EXAMINED = 20_000;
    private static final int MOST_EVENTS_NAMED = 100;

    private final Chain chain;
    private final ChainId id;
    private final KnownContracts configured;
    private final Map<String, Object> kafka;
    private final int blocksPerRange;

    public Verification(
            Chain chain, ChainId id, KnownContracts configured, Map<String, Object> kafka, int blocksPerRange) {
        this.chain = chain;
        this.id = id;
        this.configured = configured;
        this.kafka = kafka;
        this.blocksPerRange = blocksPerRange;
    }

    /**
     * From this block to the head of the log; empty where the log does not reach so far.
     *
     * @throws ChainUnavailable if the chain does not answer for minutes
     */
    public Optional<VerificationReport> run(BlockNumber from) {
        return PublishedHeads.newest(kafka, id)
                .map(published -> published.head())
                .filter(head -> from.compareTo(head.number()) <= 0)
                .map(head -> run(new BlockRange(from, head.number()), head));
    }

    private VerificationReport run(BlockRange range, HeadRecord head) {
        var known = known();
        var log = new Fingerprints(range);
        new LogScan(kafka, head).forEach(log::add);
        var onChain = new Fingerprints(range);
        read(range, known, onChain::add);
        var differing = onChain.differingFrom(log);
        var examined = examined(differing, log, onChain);
        var details = details(examined, known, head);
        var still = chain.header(head.number()).map(header -> header.hash().equals(head.hash()));
        return new VerificationReport(
                range.first(),
                range.last(),
                !still.orElse(false),
                onChain.events(),
                log.events(),
                differing.stream().map(BlockRange::toString).toList(),
                differing.size() - examined.size(),
                some(details.missing),
                some(details.surplus),
                some(details.altered));
    }

    private KnownContracts known() {
        return StateRecords.read(IndexerState.read(kafka, id), id, configured)
                .map(Place::known)
                .orElse(configured);
    }

    private void read(BlockRange range, KnownContracts known, Consumer<ChainEvent> reader) {
        var pieces = range.pieces(blocksPerRange).iterator();
        var patience = new Patience(new Endurance());
        try (var answers =
                new InOrder<>(pieces, RANGES_IN_FLIGHT, piece -> patience.outlast(() -> chain.logs(piece)))) {
            var grown = known;
            while (answers.hasNext()) {
                var decoded = EventDecoder.decode(answers.next(), grown);
                decoded.events().forEach(reader);
                grown = decoded.known();
            }
        }
    }

    /** The first ones, as long as their events fit in memory. */
    private static List<BlockRange> examined(List<BlockRange> differing, Fingerprints log, Fingerprints onChain) {
        var examined = new ArrayList<BlockRange>();
        var events = 0L;
        for (var range : differing) {
            events += Math.max(0, log.eventsFrom(range.first())) + onChain.eventsFrom(range.first());
            if (events > MOST_EVENTS_EXAMINED) {
                break;
            }
            examined.add(range);
        }
        return examined;
    }

    private Details details(List<BlockRange> ranges, KnownContracts known, HeadRecord head) {
        var inLog = new HashMap<EventId, Long>();
        if (!ranges.isEmpty()) {
            new LogScan(kafka, head).forEach(published -> {
                var event = published.event();
                if (ranges.stream()
                        .anyMatch(range -> range.contains(event.origin().blockNumber()))) {
                    if (published.retracted()) {
                        inLog.remove(event.id());
                    } else {
                        inLog.put(event.id(), EventHash.of(event));
                    }
                }
            });
        }
        var details = new Details(inLog);
        ranges.forEach(range -> read(range, known, details::onChain));
        return details.complete();
    }

    private static List<EventId> some(List<EventId> events) {
        return events.stream().limit(MOST_EVENTS_NAMED).toList();
    }

    /** What differs, event by event. */
    private static final class Details {
        private final Map<EventId, Long> inLog;
        private final List<EventId> missing = new ArrayList<>();
        private final List<EventId> surplus = new ArrayList<>();
        private final List<EventId> altered = new ArrayList<>();

        Details(Map<EventId, Long> inLog) {
            this.inLog = inLog;
        }

        void onChain(ChainEvent event) {
            var logged = inLog.remove(event.id());
            if (logged == null) {
                missing.add(event.id());
            } else if (logged != EventHash.of(event)) {
                altered.add(event.id());
            }
        }

        /** What the chain did not claim is too much. */
        Details complete() {
            surplus.addAll(inLog.keySet());
            return this;
        }
    }
}
