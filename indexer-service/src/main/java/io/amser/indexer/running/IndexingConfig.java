package io.amser.indexer.running;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the chain is read and the log is written. */
@ConfigMapping(prefix = "amser.indexer")
public interface IndexingConfig {

    /** How often the newest block is asked for. */
    @WithDefault("1s")
    @DurationMin(millis = 1, message = "amser.indexer.poll-interval must be at least a millisecond")
    Duration pollInterval();

    /** While final blocks are read, so many are asked for in one question. */
    @WithDefault("1000")
    @Positive(message = "amser.indexer.blocks-per-range must be positive")
    int blocksPerRange();

    /** So many ranges are under way or wait to be published; this and the blocks per range bound the memory. */
    @WithDefault("4")
    @Positive(message = "amser.indexer.ranges-in-flight must be positive")
    int rangesInFlight();

    /** A transaction of final blocks is closed once it has so many events. */
    @WithDefault("5000")
    @Positive(message = "amser.indexer.events-per-transaction must be positive")
    int eventsPerTransaction();

    /** The head is told again after so long without a block. */
    @WithDefault("10s")
    @DurationMin(millis = 1, message = "amser.indexer.repeat-head-every must be at least a millisecond")
    Duration repeatHeadEvery();

    /** A standby takes over when the head has not been told for so long. */
    @WithDefault("30s")
    @DurationMin(millis = 1, message = "amser.indexer.take-over-after must be at least a millisecond")
    Duration takeOverAfter();
}
