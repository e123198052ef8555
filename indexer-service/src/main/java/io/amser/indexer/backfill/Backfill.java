package io.amser.indexer.backfill;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.Finality;
import io.amser.indexer.chain.Patience;
import io.amser.indexer.chain.RangeLogs;
import io.amser.indexer.place.Place;
import io.amser.indexer.place.Progress;
import io.amser.protocol.decoding.EventDecoder;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.event.ChainEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
        var pieces = range.pieces(settings.blocksPerRange()).iterator();
        try (var publishing = new Publishing(publish);
                var answers = new InOrder<>(pieces, settings.rangesInFlight(), this::read)) {
            var gathered = new Gathered(start, time.instant());
            while (answers.hasNext()) {
                gathered.add(answers.next());
                if (gathered.isFull(settings, time.instant()) || !answers.hasNext()) {
                    var progress = gathered.progress(finality);
                    publishing.begin(progress);
                    gathered = new Gathered(progress.place(), time.instant());
                }
            }
            publishing.finish();
        }
    }

    private RangeLogs read(BlockRange range) {
        return patience.outlast(() -> chain.read(range));
    }

    /** What the next transaction will hold. */
    private static final class Gathered {
        private final Place before;
        private final Instant since;
        private final ArrayList<ChainEvent> events = new ArrayList<>();
        private KnownContracts known;
        private @Nullable BlockHeader end;

        Gathered(Place before, Instant since) {
            this.before = before;
            this.known = before.known();
            this.since = since;
        }

        void add(RangeLogs range) {
            var decoded = EventDecoder.decode(range.logs(), known);
            events.addAll(decoded.events());
            known = decoded.known();
            end = range.end();
        }

        boolean isFull(BackfillSettings settings, Instant now) {
            return events.size() >= settings.eventsPerTransaction()
                    || !now.isBefore(since.plus(settings.longestTransaction()));
        }

        Progress progress(Finality finality) {
            var reached = end;
            if (reached == null) {
                throw new IllegalStateException("Nothing was gathered after block "
                        + before.tail().tip().number());
            }
            return Progress.backfilled(before, events, reached, known, finality);
        }
    }
}
