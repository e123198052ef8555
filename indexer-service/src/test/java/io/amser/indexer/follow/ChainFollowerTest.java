package io.amser.indexer.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.indexer.backfill.Backfill;
import io.amser.indexer.backfill.BackfillSettings;
import io.amser.indexer.chain.ChainUnavailable;
import io.amser.indexer.chain.Patience;
import io.amser.indexer.metrics.IndexerMetrics;
import io.amser.indexer.place.Place;
import io.amser.indexer.place.StateRecords;
import io.amser.indexer.place.Tail;
import io.amser.protocol.BlockNumber;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChainFollowerTest {
    private static final AtomicLong SECONDS = new AtomicLong(2_000_000);

    /** Each look at the clock is later than the one before, so that the head is told again and again. */
    private static final InstantSource TIME = () -> Instant.EPOCH.plusSeconds(SECONDS.addAndGet(6));

    private static final IndexerMetrics METRICS = new IndexerMetrics(new SimpleMeterRegistry(), TIME);

    @Property(tries = 60)
    void whatever_happens_to_chain_broker_and_indexer_the_log_ends_as_the_chain(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 50) int steps) {
        var random = new Random(seed);
        var chain = new MadeUpChain(seed, 1 + random.nextInt(12));
        var log = new LogInMemory();
        var follower = follower(chain, log);

        for (var step = 0; step < steps; step++) {
            for (var deeds = 1 + random.nextInt(3); deeds > 0; deeds--) {
                switch (random.nextInt(10)) {
                    case 0 -> chain.reorganise(1 + random.nextInt(12), random.nextInt(14));
                    case 1 -> chain.mine(random.nextInt(120));
                    case 2 -> log.refuseOnce();
                    case 3 -> chain.away(true);
                    case 4 -> follower = follower(chain, log);
                    case 5 -> chain.contested(true);
                    case 6 -> chain.withoutLogs(true);
                    default -> chain.mine(1);
                }
            }
            advance(follower);
            chain.away(false);
            chain.contested(false);
            chain.withoutLogs(false);
            assertThat(chain.has(follower.place().tail().anchor()))
                    .as("what is final")
                    .isTrue();
        }
        log.refuseNoMore();
        while (follower.advance()) {
            assertThat(log.head()).isNotNull();
        }

        assertThat(log.events()).isEqualTo(chain.events());
        assertThat(follower.place().tail().tip()).isEqualTo(chain.newest());
        assertThat(restored(log).tail()).isEqualTo(follower.place().tail());
        assertThat(restored(log).known().modules())
                .containsExactlyInAnyOrderElementsOf(follower.place().known().modules());
    }

    @Test
    void a_block_that_has_gone_is_not_called_final_for_its_height() {
        var chain = new MadeUpChain(1, 5);
        var log = new LogInMemory();
        var follower = follower(chain, log);
        chain.mine(20);
        advanceToTheEnd(follower);

        chain.reorganise(1, 40);
        chain.contested(true);
        follower.advance();
        chain.contested(false);
        advanceToTheEnd(follower);

        assertThat(follower.place().tail().tip()).isEqualTo(chain.newest());
        assertThat(log.events()).isEqualTo(chain.events());
    }

    @Test
    void a_head_is_told_while_the_chain_answers_and_its_blocks_cannot_be_read() {
        var chain = new MadeUpChain(1, 5);
        var log = new LogInMemory();
        var follower = follower(chain, log);
        chain.mine(1);
        chain.withoutLogs(true);

        assertThatThrownBy(follower::advance).isInstanceOf(ChainUnavailable.class);

        assertThat(log.head()).isNotNull();
        assertThat(follower.place().tail().tip().number()).isEqualTo(new BlockNumber(0));
    }

    private static void advanceToTheEnd(ChainFollower follower) {
        while (follower.advance()) {
            assertThat(follower.place().tail().tip()).isNotNull();
        }
    }

    private static void advance(ChainFollower follower) {
        try {
            follower.advance();
        } catch (ChainUnavailable | LogInMemory.Refused e) {
            assertThat(follower.place()).as("the place after %s", e).isNotNull();
        }
    }

    private static ChainFollower follower(MadeUpChain chain, LogInMemory log) {
        chain.away(false);
        return new ChainFollower(
                chain,
                log,
                new Backfill(
                        chain,
                        new BackfillSettings(7, 3, 5, Duration.ofSeconds(5)),
                        new Patience(_ -> {}),
                        TIME,
                        _ -> {}),
                StateRecords.read(log.state(), MadeUpChain.ID, MadeUpChain.CONFIGURED)
                        .orElseGet(() -> beginning(chain)),
                Duration.ofSeconds(10),
                TIME,
                METRICS);
    }

    private static Place restored(LogInMemory log) {
        return StateRecords.read(log.state(), MadeUpChain.ID, MadeUpChain.CONFIGURED)
                .orElseThrow();
    }

    private static Place beginning(MadeUpChain chain) {
        var genesis = chain.header(new BlockNumber(0)).orElseThrow();
        return new Place(MadeUpChain.ID, Tail.endingAt(genesis), MadeUpChain.CONFIGURED);
    }
}
