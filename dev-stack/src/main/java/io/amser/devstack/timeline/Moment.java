package io.amser.devstack.timeline;

import io.amser.protocol.event.ChainEvent;

/** An event and the sentence that tells it. */
public record Moment(ChainEvent event, String sentence) {

    /** As one line: when on the chain, in which block, what. */
    public String line() {
        var origin = event.origin();
        return "%s  block %-5s %s"
                .formatted(origin.blockTime().iso().substring(0, 19).replace('T', ' '), origin.blockNumber(), sentence);
    }
}
