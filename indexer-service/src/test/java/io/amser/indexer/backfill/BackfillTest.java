package io.amser.indexer.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.Chain;
import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.chain.ChainView;
import io.amser.indexer.chain.Finality;
import io.amser.indexer.chain.Headers;
import io.amser.indexer.chain.Patience;
import io.amser.indexer.chain.RangeLogs;
import io.amser.indexer.place.Place;
import io.amser.indexer.place.Progress;
import io.amser.indexer.place.Tail;
import io.amser.protocol.Address;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.decoding.KnownContracts;
import io.amser.protocol.decoding.RawLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackfillTest {
    private static final int BLOCKS_PER_RANGE = 10;
    private static final Finality FINALITY = new Finality(new BlockNumber(30), new BlockNumber(30));

    private final List<Progress> published = new ArrayList<>();

    private void backfill(Chain chain) {
        var settings = new BackfillSettings(BLOCKS_PER_RANGE, 1, 5_000, Duration.ofHours(1));
        var none = KnownContracts.of(List.of(), Address.ZERO, Address.ZERO, Address.ZERO);
        var start = new Place(new ChainId(5), Tail.endingAt(Headers.header(0, 0)), none);
        new Backfill(chain, settings, new Patience(_ -> {}), () -> Instant.EPOCH, _ -> {})
                .run(start, BlockRange.of(1, 30), FINALITY, published::add, () -> {});
    }

    @Test
    void what_one_node_told_is_confirmed_before_another_node_goes_on() {
        assertThatThrownBy(() -> backfill(new FailoverAfterTheFirstRange(1)))
                .isInstanceOf(ChainUnavailable.class)
                .hasMessageContaining("block 10");
        assertThat(published).isEmpty();

        var sameBranch = new FailoverAfterTheFirstRange(0);
        backfill(sameBranch);
        assertThat(published).hasSize(1);
        assertThat(sameBranch.asked).extracting(BlockNumber::value).containsExactly(10L, 30L);
    }

    /** The first range is told by one node, which stands on this branch, and all others by another one. */
    private static final class FailoverAfterTheFirstRange implements Chain {
        private final int branchOfTheFirst;
        private final List<BlockNumber> asked = new ArrayList<>();

        FailoverAfterTheFirstRange(int branchOfTheFirst) {
            this.branchOfTheFirst = branchOfTheFirst;
        }

        @Override
        public RangeLogs read(BlockRange range) {
            return range.first().value() == 1
                    ? new RangeLogs(Headers.header(range.last().value(), branchOfTheFirst), List.of(), "one")
                    : new RangeLogs(Headers.header(range.last().value(), 0), List.of(), "another");
        }

        @Override
        public boolean confirms(BlockHeader block) {
            asked.add(block.number());
            return block.equals(Headers.header(block.number().value(), 0));
        }

        @Override
        public boolean vouches(RawLog log) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ChainView view() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<BlockHeader> agreed(List<BlockHeader> branch, BlockHeader settled) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<BlockHeader> header(BlockNumber number) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<BlockHeader> headers(BlockRange range) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<RawLog> logs(BlockRange range) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<RawLog> logs(BlockHeader block) {
            throw new UnsupportedOperationException();
        }
    }
}
