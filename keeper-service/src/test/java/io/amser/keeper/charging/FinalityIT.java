package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.SubscriptionKey;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FinalityIT {
    private static final String STORY = "SELECT string_agg(s ->> 'step', ' ' ORDER BY n) AS answer"
            + " FROM charge, jsonb_array_elements(story) WITH ORDINALITY AS steps (s, n)";

    private static final String REPORTED = "SELECT count(*) AS answer FROM due WHERE reported";

    private final Stage stage = new Stage();
    private final Round keeper = stage.keeper();
    private SubscriptionKey subscription;

    @BeforeEach
    void charge() {
        subscription = stage.subscribe(0, usdc(100));
        keeper.run();
        keeper.run();
        assertThat(story()).isEqualTo("due quoted signed sent included");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_charge_is_final_once_the_chain_says_so_of_its_block_and_not_before() {
        stage.node.local("anvil_mine", List.of("0x3e"));
        keeper.run();
        assertThat(one("SELECT count(final_time) AS answer FROM charge")).isEqualTo("0");

        stage.node.local("anvil_mine", List.of("0x5"));
        keeper.run();
        keeper.run();

        assertThat(story()).isEqualTo("due quoted signed sent included final");
        assertThat(one("SELECT count(*) AS answer FROM submission WHERE final_time IS NULL"))
                .isEqualTo("0");
        assertThat(
                        one(
                                "SELECT (final_time >= included_time AND included_time >= sent_time)::text AS answer FROM charge"))
                .isEqualTo("true");
    }

    /** The blocks are others at the same heights, and the transaction is in none of them. */
    @Test
    void a_reorganisation_at_the_same_height_shows_the_stored_bytes_again() {
        var before = stage.node.latestBlock().getNumber().longValueExact() - 1;
        stage.node.local("anvil_mine", List.of("0x2"));
        stage.follow();
        keeper.run();
        var bytes = stage.database.ask("SELECT encode(bytes, 'hex') AS answer FROM signed_transaction");

        stage.node.local("anvil_reorg", List.of(3, List.of()));
        stage.retractAbove(before);
        keeper.run();
        keeper.run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(stage.active(0)).isTrue();
        assertThat(story())
                .startsWith("due quoted signed sent included taken_back")
                .endsWith("included");
        assertThat(stage.database.ask("SELECT encode(bytes, 'hex') AS answer FROM signed_transaction"))
                .isEqualTo(bytes);
        assertThat(one("SELECT state || ' ' || attempts AS answer FROM charge")).isEqualTo("CHARGED 1");
    }

    @Test
    void a_receipt_that_moves_to_another_block_is_followed_there() {
        var raw = "0x" + one("SELECT encode(bytes, 'hex') AS answer FROM signed_transaction");
        var before = stage.node.latestBlock().getNumber().longValueExact() - 1;
        var block = one("SELECT block_hash AS answer FROM submission");

        stage.node.local("anvil_reorg", List.of(1, List.of(List.of(raw, 0))));
        stage.retractAbove(before);
        keeper.run();
        keeper.run();

        assertThat(one("SELECT block_hash AS answer FROM submission")).isNotEqualTo(block);
        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(one("SELECT state || ' ' || attempts AS answer FROM charge")).isEqualTo("CHARGED 1");
    }

    @Test
    void a_block_that_a_reorganisation_removes_while_no_keeper_looks_is_never_called_final() {
        var before = stage.node.latestBlock().getNumber().longValueExact() - 1;
        stage.node.local("anvil_reorg", List.of(1, List.of()));
        stage.node.local("anvil_mine", List.of("0x50"));
        stage.retractAbove(before);

        stage.keeper().run();
        stage.keeper().run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        assertThat(story()).contains("taken_back").doesNotContain("final");
    }

    @Test
    void a_failure_that_a_reorganisation_removes_is_told_again() {
        var penniless = stage.subscribe(1, usdc(0));
        keeper.run();
        keeper.run();
        assertThat(one(REPORTED)).isEqualTo("1");

        stage.node.local("anvil_reorg", List.of(1, List.of()));
        keeper.run();
        assertThat(one(REPORTED)).isEqualTo("0");

        keeper.run();
        assertThat(one(REPORTED)).isEqualTo("1");
        assertThat(stage.failures(penniless)).hasSize(1);
    }

    private String story() {
        return one(STORY);
    }

    private String one(String sql) {
        return stage.database.ask(sql).getFirst();
    }
}
