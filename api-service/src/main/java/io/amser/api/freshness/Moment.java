package io.amser.api.freshness;

import io.amser.protocol.ChainTime;

/** The chain's present time, and the block from which it is known. */
public record Moment(ChainTime time, AsOf asOf) {

    Moment markedIf(boolean lacksRecords) {
        return new Moment(time, asOf.markedIf(lacksRecords));
    }

    /** Whether something that concerns the answer could not be applied. */
    public boolean lacksRecords() {
        return asOf.incomplete() != null;
    }
}
