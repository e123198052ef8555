package io.amser.indexer.backfill;

import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.Finality;
import io.amser.indexer.chain.Patience;
import io.amser.indexer.place.Place;
import io.amser.indexer.place.Progress;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.event.ChainEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads final blocks in ranges and publishes their events, in transactions that are worth their commit. */
public final class Backfill {
    private final Chain chain;
    private final BackfillSettings settings;
    private final Patience patience;
    private final InstantSource time;

    public Backfill(Chain chain, BackfillSettings settings, Patience patience, InstantSource time) {
        this.chain = chain;
        this.settings = settings;
        this.patience = patience;
        this.time = time;
    }

    /** Brings the log from {@code start} to the end of {@code range}, which follows it. */
    public void run(Place start, BlockRange range, Finality finality, Consumer<Progress> publish) {
        try (var publishing = new Publishing(publish);
                var ranges = new InOrder<>(readings(range, start.known()), settings.rangesInFlight(), this::read)) {
            var gathered = new Gathered(start, time.instant());
            while (ranges.hasNext()) {
                gathered.add(ranges.next());
                if (gathered.isFull(settings, time.instant()) || !ranges.hasNext()) {
                    var progress = gathered.progress(finality);
                    publishing.begin(progress);
                    gathered = new Gathered(progress.place(), time.instant());
                }
            }
            publishing.finish();
        }
    }

    private DecodedRange read(RangeReading reading) {
        return reading.read(range -> patience.outlast(() -> chain.read(range)));
    }

    private Iterator<RangeReading> readings(BlockRange range, KnownContracts known) {
        var last = new AtomicReference<@Nullable RangeReading>();
        return range.pieces(settings.blocksPerRange())
                .map(piece -> {
                    var before = last.get();
                    var reading = before == null ? RangeReading.first(piece, known) : before.next(piece);
                    last.set(reading);
                    return reading;
                })
                .iterator();
    }

    /** What the next transaction will hold. */
    private static final class Gathered {
        private final Place before;
        private final Instant since;
        private final ArrayList<ChainEvent> events = new ArrayList<>();
        private @Nullable DecodedRange last;

        Gathered(Place before, Instant since) {
            this.before = before;
            this.since = since;
        }

        void add(DecodedRange range) {
            events.addAll(range.events());
            last = range;
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
            return Progress.backfilled(before, events, reached.end(), reached.known(), finality);
        }
    }
}
