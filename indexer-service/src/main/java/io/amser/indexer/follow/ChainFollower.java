package io.amser.indexer.follow;

import io.amser.eventlog.publishing.LogTransaction;
import io.amser.indexer.backfill.Backfill;
import io.amser.indexer.backfill.InOrder;
import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.ChainView;
import io.amser.indexer.chain.Finality;
import io.amser.indexer.metrics.IndexerMetrics;
import io.amser.indexer.place.IndexedBlock;
import io.amser.indexer.place.Place;
import io.amser.indexer.place.Progress;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.decoding.RawLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Brings the log to where the chain is, one decision at a time; not for several threads. */
public final class ChainFollower {
    private static final int BLOCKS_IN_FLIGHT = 8;

    private final Chain chain;
    private final Consumer<LogTransaction> log;
    private final Backfill backfill;
    private final Duration repeatHeadAfter;
    private final InstantSource time;
    private final IndexerMetrics metrics;
    private Place place;
    private Instant lastPublished = Instant.MIN;

    /**
     * Goes on from {@code start}.
     *
     * @param log makes a transaction readable, or throws and has made nothing of it readable
     */
    public ChainFollower(
            Chain chain,
            Consumer<LogTransaction> log,
            Backfill backfill,
            Place start,
            Duration repeatHeadAfter,
            InstantSource time,
            IndexerMetrics metrics) {
        this.chain = chain;
        this.log = log;
        this.backfill = backfill;
        this.place = start;
        this.repeatHeadAfter = repeatHeadAfter;
        this.time = time;
        this.metrics = metrics;
        metrics.standsAt(start.tail().tip());
    }

    public Place place() {
        return place;
    }

    /**
     * Looks at the chain once and does what that asks for.
     *
     * @return whether blocks were published, so that there may be more at once
     * @throws IndexingStopped if nothing right can be done
     */
    public boolean advance() {
        var view = chain.view();
        metrics.seen(view);
        return act(decide(view), view.finality());
    }

    private HeadDecision decide(ChainView view) {
        var theirs = List.of(view.newest());
        while (!theirs.isEmpty()) {
            var decision = HeadDecision.decide(place.tail(), view.finality(), theirs);
            if (!(decision instanceof HeadDecision.Look(var range, var above))) {
                return decision;
            }
            theirs =
                    Stream.concat(chain.headers(range).stream(), above.stream()).toList();
        }
        return new HeadDecision.Wait();
    }

    private boolean act(HeadDecision decision, Finality finality) {
        return switch (decision) {
            case HeadDecision.Wait _ -> repeatHead(finality);
            case HeadDecision.Look _ -> false;
            case HeadDecision.Extend(var blocks) -> {
                var agreed = chain.agreed(blocks);
                yield agreed.isEmpty() ? repeatHead(finality) : extend(agreed, finality);
            }
            case HeadDecision.Reorganise(var ancestor, var branch) -> {
                var agreed = chain.confirms(branch.getFirst()) ? chain.agreed(branch) : List.<BlockHeader>of();
                yield agreed.isEmpty() ? repeatHead(finality) : reorganise(ancestor, agreed, finality);
            }
            case HeadDecision.Stop(var evidence, var reason) -> {
                if (chain.confirms(evidence)) {
                    throw new IndexingStopped(reason);
                }
                yield repeatHead(finality);
            }
            case HeadDecision.Backfill(var range) -> {
                backfill.run(place, range, finality, this::publish);
                yield true;
            }
        };
    }

    private boolean extend(List<BlockHeader> headers, Finality finality) {
        try (var logs = new InOrder<>(headers.iterator(), BLOCKS_IN_FLIGHT, block -> chain.logs(block))) {
            for (var header : headers) {
                publish(Progress.extended(place, block(header, logs.next(), place.known()), finality));
            }
        }
        return true;
    }

    private boolean reorganise(BlockHeader ancestor, List<BlockHeader> headers, Finality finality) {
        var branch = new ArrayList<IndexedBlock>();
        var reached = place.backTo(ancestor);
        try (var logs = new InOrder<>(headers.iterator(), BLOCKS_IN_FLIGHT, block -> chain.logs(block))) {
            for (var header : headers) {
                var block = block(header, logs.next(), reached.known());
                branch.add(block);
                reached = reached.with(block);
            }
        }
        metrics.reorganised(place.tail().after(ancestor).size());
        publish(Progress.reorganised(place, ancestor, branch, finality));
        return true;
    }

    private static IndexedBlock block(BlockHeader header, List<RawLog> logs, KnownContracts known) {
        return new IndexedBlock(header, EventDecoder.decode(logs, known).events());
    }

    private boolean repeatHead(Finality finality) {
        if (!time.instant().isBefore(lastPublished.plus(repeatHeadAfter))) {
            publish(Progress.repeated(place, finality));
        }
        return false;
    }

    private void publish(Progress progress) {
        log.accept(progress.transaction());
        var blocks = progress.place().tail().tip().number().value()
                - place.tail().tip().number().value();
        place = progress.place();
        lastPublished = time.instant();
        metrics.published(progress.transaction().events().size(), Math.max(0, blocks));
        metrics.standsAt(place.tail().tip());
    }
}
