package io.amser.webhook.timer;

import io.amser.eventlog.HeadRecord;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.EventId;
import java.util.Optional;

/**
 * A lapse that the merchant was told of, as far as he has not been told otherwise.
 *
 * @param id under which it is told before its first return
 * @param fromLog whether an event of the log said it, which then takes it back as well
 * @param block of the head by which it was judged
 * @param firedAt the time of that head
 */
record ToldLapse(LapseKey key, EventId id, boolean fromLog, BlockNumber block, ChainTime firedAt) {

    /**
     * Whether it may never have happened on the chain as it is now: time went back behind it, or something came or went in a
     * block before it.
     *
     * @param touched the lowest such block
     */
    boolean isInDoubt(HeadRecord head, Optional<BlockNumber> touched) {
        return !fromLog
                && (firedAt.isAfter(head.timestamp())
                        || block.compareTo(head.number()) > 0
                        || touched.map(lowest -> lowest.compareTo(block) <= 0).orElse(false));
    }

    ToldLapse firedBy(HeadRecord head) {
        return new ToldLapse(key, id, fromLog, head.number(), head.timestamp());
    }

    /** In no block that the chain does not have. */
    ToldLapse upTo(HeadRecord head) {
        return block.compareTo(head.number()) > 0 ? new ToldLapse(key, id, fromLog, head.number(), firedAt) : this;
    }
}
