package io.amser.api.freshness;

import io.amser.eventlog.HeadRecord;
import io.amser.protocol.BlockNumber;
import java.time.Duration;
import java.time.Instant;

/**
 * How far the index has come along the chain.
 *
 * @param indexed the newest head whose events are all applied
 * @param newest the newest head that was published
 */
public record Progress(HeadRecord indexed, HeadRecord newest) {

    public static Progress of(HeadRecord indexed, HeadRecord newest) {
        return new Progress(indexed, newest);
    }

    /** The chain's time goes on between blocks as the machine's does. */
    Moment at(Instant wallTime) {
        var sincePublished = Duration.between(indexed.firstPublishedAt(), wallTime);
        var elapsed = sincePublished.isNegative() ? Duration.ZERO : sincePublished;
        return new Moment(indexed.timestamp().plus(elapsed), asOf());
    }

    public AsOf asOf() {
        return new AsOf(indexed.number().toString(), indexed.hash().value(), finality(), lagSeconds(), null);
    }

    public long lagBlocks() {
        return Math.max(0, newest.number().value() - indexed.number().value());
    }

    /** By the blocks' own times. */
    public long lagSeconds() {
        return Math.max(0, newest.timestamp().since(indexed.timestamp()).toSeconds());
    }

    private Finality finality() {
        if (isWithin(newest.finalized())) {
            return Finality.FINALIZED;
        }
        return isWithin(newest.safe()) ? Finality.SAFE : Finality.LATEST;
    }

    private boolean isWithin(BlockNumber bound) {
        return indexed.number().compareTo(bound) <= 0;
    }
}
