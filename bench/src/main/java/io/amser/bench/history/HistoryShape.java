package io.amser.bench.history;

import java.time.Duration;

/**
 * What happens in a history.
 *
 * @param windows so often each subscription is charged
 * @param chargesPerBatch so many of one merchant's subscriptions are charged in one transaction, which is a block
 */
public record HistoryShape(
        int merchants, int subscribersPerMerchant, int windows, int chargesPerBatch, Duration interval) {

    /** Two years of weekly renewals of a thousand subscriptions. */
    public static HistoryShape ofHundredThousandEvents() {
        return new HistoryShape(20, 50, 98, 25, Duration.ofDays(7));
    }

    /** Twice as long. */
    public static HistoryShape ofTwoHundredThousandEvents() {
        return new HistoryShape(20, 50, 198, 25, Duration.ofDays(7));
    }

    /** So many blocks of charges, a number of whole windows. */
    public static HistoryShape ofBlocks(int blocks) {
        var window = ofHundredThousandEvents();
        var blocksPerWindow = window.subscribers() / window.chargesPerBatch();
        return new HistoryShape(20, 50, blocks / blocksPerWindow, 25, Duration.ofDays(7));
    }

    public int subscribers() {
        return merchants * subscribersPerMerchant;
    }

    public long charges() {
        return (long) subscribers() * windows;
    }
}
