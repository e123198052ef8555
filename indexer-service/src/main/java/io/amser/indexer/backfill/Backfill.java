package io.amser.indexer.backfill;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.chain.Finality;
import io.amser.indexer.chain.Patience;
import io.amser.indexer.chain.RangeLogs;
import io.amser.indexer.place.Place;
import io.amser.indexer.place.Progress;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.event.ChainEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads final blocks in ranges and publishes their events, in transactions that are worth their commit. */
public final class Backfill {
    private final Chain chain;
    private final BackfillSettings settings;
    private final RangeReader reader;
    private final InstantSource time;

    /**
     * Begins with ranges of the size in the settings.
     *
     * @param onRangeSize hears how many blocks are asked for in one question
     */
    public Backfill(
            Chain chain, BackfillSettings settings, Patience patience, InstantSource time, LongConsumer onRangeSize) {
        this.chain = chain;
        this.settings = settings;
        this.reader = new RangeReader(chain, settings, patience, onRangeSize);
        this.time = time;
    }

    /**
     * Brings the log from {@code start} to the end of {@code range}, which follows it.
     *
     * @param whileReading is run now and then between two publications
     */
    public void run(
            Place start, BlockRange range, Finality finality, Consumer<Progress> publish, Runnable whileReading) {
        try (var publishing = new Publishing(publish)) {
            var gathering = new Gathering(start, range, finality, publishing);
            reader.read(range, gathering::add, () -> publishing.meanwhile(whileReading));
            publishing.finish();
        }
    }

    /** Puts answers together into transactions. */
    private final class Gathering {
        private final BlockRange range;
        private final Finality finality;
        private final Publishing publishing;
        private Gathered gathered;

        Gathering(Place start, BlockRange range, Finality finality, Publishing publishing) {
            this.range = range;
            this.finality = finality;
            this.publishing = publishing;
            this.gathered = new Gathered(start, time.instant());
        }

        void add(RangeLogs logs) {
            gathered.endOfAnother(logs.teller()).ifPresent(Backfill.this::requireAgreement);
            gathered.add(logs);
            if (gathered.isFull(settings, time.instant()) || logs.end().number().equals(range.last())) {
                requireAgreement(logs.end());
                var progress = gathered.progress(finality);
                publishing.begin(progress);
                gathered = new Gathered(progress.place(), time.instant());
            }
        }
    }

    /** What was read from a node that has another final block than the others is never published. */
    private void requireAgreement(BlockHeader end) {
        if (!chain.confirms(end)) {
            throw new ChainUnavailable(
                    "The nodes do not agree about block " + end.number() + ", which they call final");
        }
    }

    /** What the next transaction will hold. */
    private final class Gathered {
        private final Place before;
        private final Instant since;
        private final ArrayList<ChainEvent> events = new ArrayList<>();
        private KnownContracts known;
        private @Nullable RangeLogs last;

        Gathered(Place before, Instant since) {
            this.before = before;
            this.known = before.known();
            this.since = since;
        }

        void add(RangeLogs range) {
            var decoded = chain.decode(range.logs(), known);
            events.addAll(decoded.events());
            known = decoded.known();
            last = range;
        }

        /** Up to where another node told what there is so far: what this one tells next proves nothing about that. */
        Optional<BlockHeader> endOfAnother(String teller) {
            return Optional.ofNullable(last)
                    .filter(range -> !range.teller().equals(teller))
                    .map(RangeLogs::end);
        }

        boolean isFull(BackfillSettings settings, Instant now) {
            return events.size() >= settings.eventsPerTransaction()
                    || !now.isBefore(since.plus(settings.longestTransaction()));
        }

        Progress progress(Finality finality) {
            var reached = last;
            if (reached == null) {
                throw new IllegalStateException("Nothing was gathered after block "
                        + before.tail().tip().number());
            }
            return Progress.backfilled(before, events, reached.end(), known, finality);
        }
    }
}
