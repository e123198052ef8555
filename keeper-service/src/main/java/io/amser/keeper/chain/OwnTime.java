package io.amser.keeper.chain;

import io.amser.protocol.ChainTime;
import java.time.Duration;

/**
 * What time it is without the word of a node.
 *
 * @param lead how far ahead of {@code now} a node may be whose word has to do
 */
public record OwnTime(ChainTime now, Duration lead) {

    /** One that is so far behind has nothing to say about the newest block. Less than what inclusions take for a node that is a little behind. */
    private static final Duration LAGS = Duration.ofSeconds(20);

    boolean allows(ChainTime told) {
        return !told.isAfter(now.plus(lead));
    }

    boolean isBehind(ChainTime told) {
        return told.isBefore(now.minus(LAGS));
    }
}
