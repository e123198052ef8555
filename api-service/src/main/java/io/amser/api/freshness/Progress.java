package io.amser.api.freshness;

import io.amser.eventlog.HeadRecord;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import java.time.Duration;
import java.time.Instant;

/**
 * How far the index has come along the chain.
 *
 * @param indexed the newest head whose events are all applied
 * @param newest the newest head that was published
 * @param lastWritten when the indexer last said that this is the newest head
 */
public record Progress(HeadRecord indexed, HeadRecord newest, Instant lastWritten) {

    Moment at(Instant wallTime) {
        return new Moment(timeAt(wallTime), newest.timestamp(), asOf(wallTime));
    }

    /** The chain's time goes on between blocks as the machine's does. */
    public ChainTime timeAt(Instant wallTime) {
        return indexed.timestamp().plus(between(indexed.firstPublishedAt(), wallTime));
    }

    private AsOf asOf(Instant wallTime) {
        return new AsOf(indexed.number().toString(), indexed.hash().value(), finality(), lagSeconds(wallTime), null);
    }

    public long lagBlocks() {
        return Math.max(0, newest.number().value() - indexed.number().value());
    }

    /** From the indexed block to the newest one, by their own times, and since anyone has heard of the newest one. */
    public long lagSeconds(Instant wallTime) {
        var behind = Math.max(0, newest.timestamp().since(indexed.timestamp()).toSeconds());
        return behind + between(lastWritten, wallTime).toSeconds();
    }

    /** By what was said of this very block: a newer head may stand on a branch that this block is not on. */
    private Finality finality() {
        var said = newest.hash().equals(indexed.hash()) ? newest : indexed;
        if (isWithin(said.finalized())) {
            return Finality.FINALIZED;
        }
        return isWithin(said.safe()) ? Finality.SAFE : Finality.LATEST;
    }

    private boolean isWithin(BlockNumber bound) {
        return indexed.number().compareTo(bound) <= 0;
    }

    /** Machines' clocks differ: never negative. */
    private static Duration between(Instant earlier, Instant later) {
        var between = Duration.between(earlier, later);
        return between.isNegative() ? Duration.ZERO : between;
    }
}
