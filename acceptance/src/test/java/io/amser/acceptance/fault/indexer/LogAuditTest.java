package io.amser.acceptance.fault.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.acceptance.fault.indexer.LogAudit.Finding;
import io.amser.acceptance.fault.indexer.LogAudit.Told;
import io.amser.devstack.restless.BlockLives;
import io.amser.eventlog.PublishedEvent;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.TxHash;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.Paused;
import io.amser.protocol.event.EventOrigin;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Block 1 was removed at second 10, came back and was removed again at second 20; block 2 has always stood. */
class LogAuditTest {

    private static final ChainEvent IN_1 = event(1);
    private static final ChainEvent IN_2 = event(2);
    private static final ChainEvent IN_3 = event(3);

    @Test
    void what_came_and_went_with_its_block_is_as_it_should_be() {
        var finding = audit(said(1, IN_1), said(2, IN_2), back(11, IN_1), said(12, IN_1), back(21, IN_1));

        assertThat(finding.wrong()).isEmpty();
        assertThat(finding.records()).isEqualTo(5);
    }

    @Test
    void what_is_told_while_it_is_told_is_doubled() {
        assertThat(audit(said(1, IN_2), said(2, IN_2)).doubled()).isEqualTo(1);
    }

    @Test
    void what_the_chain_tells_alone_is_missing() {
        assertThat(audit().missing()).isEqualTo(1);
    }

    @Test
    void what_the_log_tells_alone_is_surplus() {
        assertThat(audit(said(1, IN_2), said(1, IN_1)).surplus()).isEqualTo(1);
    }

    @Test
    void a_retraction_before_its_block_was_removed_is_a_wrong_rollback() {
        assertThat(audit(said(1, IN_2), said(1, IN_1), back(9, IN_1)).wrongRollbacks())
                .isEqualTo(1);
        assertThat(audit(said(1, IN_2), back(2, IN_2), said(3, IN_2)).wrongRollbacks())
                .isEqualTo(1);
    }

    @Test
    void a_block_that_was_removed_once_explains_one_retraction() {
        var finding = audit(said(1, IN_2), said(1, IN_1), back(11, IN_1), said(12, IN_1), back(13, IN_1));

        assertThat(finding.wrongRollbacks()).isEqualTo(1);
    }

    @Test
    void what_is_not_told_cannot_be_taken_back() {
        assertThat(audit(said(1, IN_2), back(11, IN_1)).wrongRollbacks()).isEqualTo(1);
    }

    @Test
    void what_never_stood_on_the_chain_has_strayed_into_the_log() {
        var finding = audit(said(1, IN_2), said(2, IN_3), back(3, IN_3));

        assertThat(finding.strayed()).isEqualTo(2);
        assertThat(finding.wrongRollbacks()).isZero();
    }

    private static Finding audit(Told... log) {
        var lives = new BlockLives();
        lives.came(hash(1));
        lives.came(hash(2));
        lives.went(hash(1), Instant.ofEpochSecond(10));
        lives.came(hash(1));
        lives.went(hash(1), Instant.ofEpochSecond(20));
        return LogAudit.of(List.of(log), List.of(IN_2), lives);
    }

    private static Told said(long second, ChainEvent event) {
        return new Told(PublishedEvent.of(event), Instant.ofEpochSecond(second));
    }

    private static Told back(long second, ChainEvent event) {
        return new Told(PublishedEvent.retractionOf(event), Instant.ofEpochSecond(second));
    }

    private static BlockHash hash(int block) {
        return new BlockHash("0x%064x".formatted(block));
    }

    private static ChainEvent event(int block) {
        var chain = new ChainId(1);
        var tx = new TxHash("0x%064x".formatted(100 + block));
        var processor = new Address("0x%040x".formatted(7));
        var time = new ChainTime(block);
        return new Paused(
                new EventOrigin(
                        chain,
                        new BlockNumber(block),
                        hash(block),
                        time,
                        tx,
                        0,
                        processor,
                        null,
                        null,
                        DeterministicIds.event(chain, hash(block), tx, 0)),
                time);
    }
}
