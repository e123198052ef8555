package io.amser.indexer.follow;

import io.amser.eventlog.publishing.LogTransaction;
import io.amser.indexer.backfill.Backfill;
import io.amser.indexer.backfill.InOrder;
import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.chain.ChainView;
import io.amser.indexer.chain.Finality;
import io.amser.indexer.metrics.IndexerMetrics;
import io.amser.indexer.place.IndexedBlock;
import io.amser.indexer.place.Place;
import io.amser.indexer.place.Progress;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.decoding.RawLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Brings the log to where the chain is, one decision at a time; not for several threads. */
public final class ChainFollower {
    private static final Logger LOG = Logger.getLogger(ChainFollower.class);
    private static final int BLOCKS_IN_FLIGHT = 8;

    private final Chain chain;
    private final Consumer<LogTransaction> log;
    private final Backfill backfill;
    private final Duration repeatHeadAfter;
    private final InstantSource time;
    private final IndexerMetrics metrics;
    private Place place;
    private Finality told;
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
        this.told = Finality.upTo(start.tail().anchor().number());
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
        try {
            return act(agree(decide(view)), view.finality());
        } catch (ChainUnavailable e) {
            showThatWeWork();
            throw e;
        }
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

    /** As far as it is not one node's decision alone. */
    private HeadDecision agree(HeadDecision decision) {
        return switch (decision) {
            case HeadDecision.Extend(var blocks) -> {
                var agreed = agreed(blocks);
                yield agreed.isEmpty() ? new HeadDecision.Wait() : new HeadDecision.Extend(agreed);
            }
            case HeadDecision.Reorganise(var ancestor, var branch) -> {
                var agreed = chain.confirms(branch.getFirst()) ? agreed(branch) : List.<BlockHeader>of();
                yield agreed.isEmpty() ? new HeadDecision.Wait() : new HeadDecision.Reorganise(ancestor, agreed);
            }
            case HeadDecision.Stop stop when !chain.confirms(stop.evidence()) -> new HeadDecision.Wait();
            case HeadDecision.Stop _, HeadDecision.Wait _, HeadDecision.Look _, HeadDecision.Backfill _ -> decision;
        };
    }

    private List<BlockHeader> agreed(List<BlockHeader> branch) {
        return chain.agreed(branch, place.tail().anchor());
    }

    private boolean act(HeadDecision decision, Finality finality) {
        return switch (decision) {
            case HeadDecision.Wait _ -> {
                if (isHeadOld()) {
                    repeatHead(ofOurs(finality, List.of()));
                }
                yield false;
            }
            case HeadDecision.Look _ -> false;
            case HeadDecision.Extend(var blocks) -> extend(blocks, ofOurs(finality, blocks));
            case HeadDecision.Reorganise(var ancestor, var branch) -> reorganise(ancestor, branch);
            case HeadDecision.Stop stop -> throw new IndexingStopped(stop.reason());
            case HeadDecision.Backfill(var range) -> {
                backfill.run(place, range, finality, this::publish, this::showThatWeWork);
                yield true;
            }
        };
    }

    /**
     * What is said to be final, once it is known to be our block that is; the number alone could be that of another branch.
     *
     * @param next blocks that are about to follow ours
     */
    private Finality ofOurs(Finality said, List<BlockHeader> next) {
        var tip = next.isEmpty() ? place.tail().tip() : next.getLast();
        var promised = said.atMost(tip.number());
        if (!promised.goesBeyond(told)) {
            return told;
        }
        var block = place.tail()
                .at(promised.newest())
                .or(() -> next.stream()
                        .filter(one -> one.number().equals(promised.newest()))
                        .findFirst());
        return block.filter(chain::confirms).isPresent() ? promised : told;
    }

    private boolean extend(List<BlockHeader> headers, Finality finality) {
        try (var logs = new InOrder<>(headers.iterator(), BLOCKS_IN_FLIGHT, block -> chain.logs(block))) {
            for (var header : headers) {
                publish(Progress.extended(place, block(header, logs.next(), place.known()), finality));
            }
        }
        return true;
    }

    /** What of the new branch is final is asked when it stands in the log. */
    private boolean reorganise(BlockHeader ancestor, List<BlockHeader> headers) {
        var branch = new ArrayList<IndexedBlock>();
        var reached = place.backTo(ancestor);
        try (var logs = new InOrder<>(headers.iterator(), BLOCKS_IN_FLIGHT, block -> chain.logs(block))) {
            for (var header : headers) {
                var block = block(header, logs.next(), reached.known());
                branch.add(block);
                reached = reached.with(block);
            }
        }
        var removed = place.tail().after(ancestor).size();
        publish(Progress.reorganised(place, ancestor, branch, told));
        metrics.reorganised(removed);
        LOG.infof("The chain took %s blocks back, down to block %s", removed, ancestor.number());
        return true;
    }

    private IndexedBlock block(BlockHeader header, List<RawLog> logs, KnownContracts known) {
        return new IndexedBlock(header, chain.decode(logs, known).events());
    }

    /** While a chain that answers does not let us get on: a standby would do no better. */
    private void showThatWeWork() {
        try {
            if (isHeadOld()) {
                metrics.seen(chain.view());
                repeatHead(told);
            }
        } catch (ChainUnavailable e) {
            LOG.debugf("The chain does not answer: %s", e.getMessage());
        }
    }

    private void repeatHead(Finality finality) {
        publish(Progress.repeated(place, finality));
    }

    private boolean isHeadOld() {
        return !time.instant().isBefore(lastPublished.plus(repeatHeadAfter));
    }

    private void publish(Progress progress) {
        log.accept(progress.transaction());
        told = new Finality(
                progress.transaction().head().safe(),
                progress.transaction().head().finalized());
        var blocks = progress.place().tail().tip().number().value()
                - place.tail().tip().number().value();
        place = progress.place();
        lastPublished = time.instant();
        metrics.published(progress.transaction().events().size(), Math.max(0, blocks));
        metrics.standsAt(place.tail().tip());
    }
}
