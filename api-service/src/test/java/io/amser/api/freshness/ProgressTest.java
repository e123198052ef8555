package io.amser.api.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.HeadRecord;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Instant PUBLISHED = Instant.parse("2026-04-01T00:00:10Z");
    private static final long BLOCK_TIME = 1_775_001_600;

    @Test
    void the_chains_time_goes_on_since_its_block_was_published() {
        var progress = new Progress(head(100, 0), head(100, 0), PUBLISHED);

        assertThat(progress.at(PUBLISHED).time()).isEqualTo(new ChainTime(BLOCK_TIME));
        assertThat(progress.at(PUBLISHED.plusMillis(2_900)).time()).isEqualTo(new ChainTime(BLOCK_TIME + 2));
        assertThat(progress.at(PUBLISHED.minusSeconds(5)).time())
                .as("another machine's clock may be behind")
                .isEqualTo(new ChainTime(BLOCK_TIME));
    }

    @Test
    void it_lags_behind_the_newest_block_and_behind_an_indexer_that_says_nothing() {
        var progress = new Progress(head(100, 0), head(107, 14), PUBLISHED);

        assertThat(progress.lagBlocks()).isEqualTo(7);
        assertThat(progress.lagSeconds(PUBLISHED)).isEqualTo(14);
        assertThat(progress.lagSeconds(PUBLISHED.plusSeconds(60))).isEqualTo(74);
    }

    @Test
    void a_head_that_went_down_is_no_lag() {
        assertThat(new Progress(head(100, 0), head(99, -2), PUBLISHED).lagBlocks())
                .isZero();
        assertThat(new Progress(head(100, 0), head(99, -2), PUBLISHED).lagSeconds(PUBLISHED))
                .isZero();
    }

    @Test
    void finality_is_what_was_said_of_this_very_block() {
        assertThat(finality(head(100, 95, 90), head(100, 95, 90))).isEqualTo(Finality.LATEST);
        assertThat(finality(head(100, 100, 90), head(100, 100, 90))).isEqualTo(Finality.SAFE);
        assertThat(finality(head(100, 100, 100), head(200, 150, 140)))
                .as("far behind, among blocks that were final when they were published")
                .isEqualTo(Finality.FINALIZED);
        assertThat(finality(head(100, 95, 90), head(100, 110, 105)))
                .as("the same head, told again")
                .isEqualTo(Finality.FINALIZED);
    }

    @Test
    void a_newer_head_makes_no_block_final_that_may_be_on_another_branch() {
        assertThat(finality(head(100, 95, 90), head(200, 150, 140))).isEqualTo(Finality.LATEST);
    }

    private static Finality finality(HeadRecord indexed, HeadRecord newest) {
        return new Progress(indexed, newest, PUBLISHED).at(PUBLISHED).asOf().finality();
    }

    private static HeadRecord head(long number, long seconds) {
        return head(number, seconds, number - 5, number - 10);
    }

    private static HeadRecord head(long number, long safe, long finalized) {
        return head(number, 0, safe, finalized);
    }

    private static HeadRecord head(long number, long seconds, long safe, long finalized) {
        return new HeadRecord(
                new ChainId(31_337),
                new BlockNumber(number),
                new BlockHash("0x%064x".formatted(number)),
                new ChainTime(BLOCK_TIME + seconds),
                new BlockNumber(safe),
                new BlockNumber(finalized),
                PUBLISHED,
                List.of());
    }
}
