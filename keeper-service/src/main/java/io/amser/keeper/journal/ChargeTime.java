package io.amser.keeper.journal;

import java.time.Duration;

/** How long one charge took from one step to another, on the chain's clock. */
public record ChargeTime(Way way, Duration took) {

    /** From where to where. */
    public enum Way {
        DUE_TO_SENT,
        SENT_TO_INCLUDED,
        DUE_TO_INCLUDED,
        INCLUDED_TO_FINAL
    }
}
