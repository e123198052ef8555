package io.amser.indexer.backfill;

import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.chain.Patience;
import io.amser.indexer.chain.RangeLogs;
import io.amser.indexer.chain.RangeTooLarge;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/**
 * Reads blocks in ranges of the size that the nodes answer, several in flight.
 *
 * <p>What is refused is not split in memory: its beginning is read, and the rest when it is its turn, so that never more than
 * one answer for each range in flight is held.
 */
final class RangeReader {
    private static final int FAILURES_TO_ASK_FOR_LESS = 2;

    private final Chain chain;
    private final int inFlight;
    private final Patience patience;
    private final LongConsumer onRangeSize;
    private final AtomicReference<RangeSize> size;

    RangeReader(Chain chain, BackfillSettings settings, Patience patience, LongConsumer onRangeSize) {
        this.chain = chain;
        this.inFlight = settings.rangesInFlight();
        this.patience = patience;
        this.onRangeSize = onRangeSize;
        this.size =
                new AtomicReference<>(RangeSize.startingAt(settings.blocksPerRange(), settings.eventsPerTransaction()));
    }

    /** Hands the logs of the range over, in order. */
    void read(BlockRange range, Consumer<RangeLogs> reader, Runnable whileWaiting) {
        try (var answers = new InOrder<>(pieces(range), inFlight, this::readBeginning, whileWaiting)) {
            while (answers.hasNext()) {
                var answer = answers.next();
                reader.accept(answer.logs());
                answer.rest().ifPresent(rest -> read(rest, reader, whileWaiting));
            }
        }
    }

    /** Each as large as it seems right when it is its turn. */
    private Iterator<BlockRange> pieces(BlockRange range) {
        return new Iterator<>() {
            private Optional<BlockRange> left = Optional.of(range);

            @Override
            public boolean hasNext() {
                return left.isPresent();
            }

            @Override
            public BlockRange next() {
                var piece = left.orElseThrow().beginning(size.get().blocks());
                left = range.after(piece.last());
                return piece;
            }
        };
    }

    private Beginning readBeginning(BlockRange range) {
        while (true) {
            var part = range.beginning(size.get().blocks());
            try {
                var logs = new Question(part).ask();
                change(before -> before.answered(part, logs.logs().size()));
                return Beginning.of(range, part, logs);
            } catch (RangeTooLarge refusal) {
                change(before -> before.refused(part, refusal));
            }
        }
    }

    private void change(UnaryOperator<RangeSize> change) {
        onRangeSize.accept(size.updateAndGet(change).blocks());
    }

    /** One range, asked for until it is answered or known to be too large. */
    private final class Question {
        private final BlockRange range;
        private int failures;

        Question(BlockRange range) {
            this.range = range;
        }

        RangeLogs ask() {
            return patience.outlast(this::askOnce);
        }

        private RangeLogs askOnce() {
            try {
                return chain.read(range);
            } catch (RangeTooLarge refusal) {
                throw range.size() > 1 ? refusal : new ChainUnavailable("A single block is refused", refusal);
            } catch (ChainUnavailable failure) {
                failures += failure.mayBeTooMuch() ? 1 : 0;
                throw failures < FAILURES_TO_ASK_FOR_LESS || range.size() == 1 ? failure : tooMuch(failure);
            }
        }

        private static RangeTooLarge tooMuch(ChainUnavailable failure) {
            return new RangeTooLarge(String.valueOf(failure.getMessage()), Optional.empty(), OptionalLong.empty());
        }
    }
}
