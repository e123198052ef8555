package io.amser.keeper.chain;

import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.clock.ChainClock;
import io.amser.protocol.ChainTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** This machine's clock, or the log's where that is ahead, as a development chain can be set ahead by years. The log's goes on while the indexer is silent. */
public record OwnClock(InstantSource time, Optional<ChainClock> log, Duration lead) implements Supplier<OwnTime> {
    @Override
    public OwnTime get() {
        var now = of(
                time.instant(),
                log.flatMap(ChainClock::newest).map(HeadRecord::timestamp),
                log.flatMap(ChainClock::lastWritten));
        return new OwnTime(now, lead);
    }

    static ChainTime of(Instant now, Optional<ChainTime> logged, Optional<Instant> written) {
        var here = ChainTime.of(now);
        return logged.map(head -> head.plus(Duration.between(written.orElse(now), now)))
                .map(there -> ChainTime.later(here, there))
                .orElse(here);
    }
}
