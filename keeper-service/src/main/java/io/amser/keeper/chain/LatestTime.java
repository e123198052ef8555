package io.amser.keeper.chain;

import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.clock.ChainClock;
import io.amser.protocol.ChainTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The latest time that one node alone may tell: little ahead of this machine's clock, or of the log, as a development chain can be set ahead by
 * years. The log's time goes on while the indexer is silent.
 */
public record LatestTime(InstantSource time, Optional<ChainClock> log, Duration lead) implements Supplier<ChainTime> {
    @Override
    public ChainTime get() {
        return of(
                time.instant(),
                log.flatMap(ChainClock::newest).map(HeadRecord::timestamp),
                log.flatMap(ChainClock::lastWritten),
                lead);
    }

    static ChainTime of(Instant now, Optional<ChainTime> logged, Optional<Instant> written, Duration lead) {
        var here = ChainTime.of(now);
        var there = logged.map(head -> head.plus(Duration.between(written.orElse(now), now)))
                .orElse(here);
        return ChainTime.later(here, there).plus(lead);
    }
}
