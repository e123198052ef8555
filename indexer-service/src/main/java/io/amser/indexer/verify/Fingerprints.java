package io.amser.indexer.verify;

import io.amser.eventlog.PublishedEvent;
import io.amser.indexer.chain.BlockRange;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.event.ChainEvent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A long range of blocks in a fixed number of stretches, and for each the sum of hashes of its events.
 *
 * <p>A sum does not mind the order in which events come, and a retraction takes its event out again: so log and chain can
 * be compared in memory that does not grow with them.
 */
final class Fingerprints {
    private static final int MOST_STRETCHES = 4_096;

    private final BlockRange range;
    private final long blocksPerStretch;
    private final long[] sums;
    private final long[] counts;

    Fingerprints(BlockRange range) {
        this.range = range;
        this.blocksPerStretch = Math.ceilDiv(range.size(), MOST_STRETCHES);
        var stretches = Math.toIntExact(Math.ceilDiv(range.size(), blocksPerStretch));
        this.sums = new long[stretches];
        this.counts = new long[stretches];
    }

    void add(ChainEvent event) {
        count(event, 1);
    }

    void add(PublishedEvent published) {
        count(published.event(), published.retracted() ? -1 : 1);
    }

    private void count(ChainEvent event, int sign) {
        if (range.contains(event.origin().blockNumber())) {
            var stretch = stretch(event.origin().blockNumber());
            sums[stretch] += sign * EventHash.of(event);
            counts[stretch] += sign;
        }
    }

    /** How many events the stretch that begins with this block has. */
    long eventsFrom(BlockNumber first) {
        return counts[stretch(first)];
    }

    private int stretch(BlockNumber number) {
        return (int) ((number.value() - range.first().value()) / blocksPerStretch);
    }

    long events() {
        return Arrays.stream(counts).sum();
    }

    /** The stretches in which the others hold something else. */
    List<BlockRange> differingFrom(Fingerprints others) {
        return IntStream.range(0, sums.length)
                .filter(i -> sums[i] != others.sums[i] || counts[i] != others.counts[i])
                .mapToObj(this::blocks)
                .toList();
    }

    private BlockRange blocks(int stretch) {
        var first = range.first().value() + stretch * blocksPerStretch;
        return BlockRange.of(
                first, Math.min(first + blocksPerStretch - 1, range.last().value()));
    }
}
