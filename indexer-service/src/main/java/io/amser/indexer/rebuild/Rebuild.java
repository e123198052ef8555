package io.amser.indexer.rebuild;

import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.PublishedEvent;
import io.amser.indexer.backfill.Backfill;
import io.amser.indexer.backfill.BackfillSettings;
import io.amser.indexer.backfill.InOrder;
import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.Endurance;
import io.amser.indexer.chain.Finality;
import io.amser.indexer.chain.Patience;
import io.amser.indexer.place.Place;
import io.amser.indexer.place.Progress;
import io.amser.indexer.place.Tail;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.event.ChainEvent;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the chain from the first block that may be ours, and folds its events into empty tables. */
final class Rebuild {
    private static final int BLOCKS_IN_FLIGHT = 4;
    private static final int EVENTS_PER_BATCH = 1_000;

    private final ChainId id;
    private final Chain chain;
    private final BackfillSettings settings;
    private final InstantSource time;
    private final ScratchModel model;
    private final Teller teller;
    private BlockHeader tip;
    private KnownContracts known;

    Rebuild(RebuildSettings settings, Chain chain, InstantSource time, ScratchModel model, Teller teller) {
        this.id = settings.chain();
        this.chain = chain;
        this.settings = settings.backfill();
        this.time = time;
        this.model = model;
        this.teller = teller;
        this.known = settings.configured();
        var before = new BlockNumber(Math.max(0, settings.startBlock().value() - 1));
        this.tip = patiently(() -> chain.header(before))
                .orElseThrow(() -> new CannotCompare("The chain has not come to amser.chain.start-block yet."));
    }

    BlockNumber reached() {
        return tip.number();
    }

    /** Blocks that stay as they are while they are read. */
    void readFinal(BlockNumber last) {
        if (tip.number().compareTo(last) < 0) {
            var start = new Place(id, Tail.endingAt(tip), known);
            var range = new BlockRange(tip.number().plus(1), last);
            new Backfill(chain, settings, new Patience(new Endurance()), time, _ -> {})
                    .run(start, range, Finality.upTo(last), step -> apply(step, last), () -> {});
        }
    }

    private void apply(Progress step, BlockNumber last) {
        model.apply(step.transaction().events());
        tip = step.place().tail().tip();
        known = step.place().known();
        teller.reading(tip.number(), last, model.events());
    }

    /** The blocks up to this head, by their hashes; false, and nothing is read, where the chain no longer leads to it. */
    boolean readTo(HeadRecord head) {
        if (tip.number().equals(head.number())) {
            return tip.hash().equals(head.hash());
        }
        if (tip.number().compareTo(head.number()) > 0) {
            return false;
        }
        var range = new BlockRange(tip.number().plus(1), head.number());
        var headers = patiently(() -> chain.headers(range));
        if (!leads(headers, range, head)) {
            return false;
        }
        read(headers);
        return true;
    }

    private boolean leads(List<BlockHeader> headers, BlockRange range, HeadRecord head) {
        var parent = tip;
        for (var header : headers) {
            if (!header.isChildOf(parent)) {
                return false;
            }
            parent = header;
        }
        return headers.size() == range.size() && parent.hash().equals(head.hash());
    }

    private void read(List<BlockHeader> headers) {
        var batch = new ArrayList<PublishedEvent>();
        try (var logs =
                new InOrder<>(headers.iterator(), BLOCKS_IN_FLIGHT, header -> patiently(() -> chain.logs(header)))) {
            for (var header : headers) {
                var decoded = EventDecoder.decode(logs.next(), known);
                decoded.events().stream().map(Rebuild::published).forEach(batch::add);
                known = decoded.known();
                if (batch.size() >= EVENTS_PER_BATCH) {
                    model.apply(batch);
                    batch.clear();
                }
                teller.reading(header.number(), headers.getLast().number(), model.events());
            }
        }
        model.apply(batch);
        tip = headers.getLast();
    }

    private static PublishedEvent published(ChainEvent event) {
        return PublishedEvent.of(event);
    }

    private static <T> T patiently(Supplier<T> question) {
        return new Patience(new Endurance()).outlast(question);
    }
}
