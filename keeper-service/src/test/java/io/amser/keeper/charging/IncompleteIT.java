package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.MONTH;
import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.readmodel.IncompleteMarks;
import io.amser.protocol.Address;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.ModuleCalls;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IncompleteIT {
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void charges_what_the_log_lost_once_the_module_is_marked() {
        var lost = stage.subscribe(0, usdc(100));
        var stale = stage.subscribe(1, usdc(100));
        stage.database.change("DELETE FROM due WHERE id = 1");
        stage.database.change("UPDATE due SET window_id = 7 WHERE id = 2");
        stage.keeper().run();
        assertThat(stage.timesCharged(lost) + stage.timesCharged(stale)).isZero();

        stage.database.change("INSERT INTO incomplete (module) SELECT address FROM module");
        var keeper = stage.keeper();
        keeper.run();
        stage.database.change("DELETE FROM due");
        stage.node.advance(MONTH);
        keeper.run();

        assertThat(stage.timesCharged(lost)).isEqualTo(2);
        assertThat(stage.timesCharged(stale)).isEqualTo(2);
    }

    @Test
    void searches_every_module_once_everything_is_marked() {
        var lost = stage.subscribe(0, usdc(100));
        stage.database.change("DELETE FROM due");
        stage.database.change("INSERT INTO incomplete (module) VALUES ('" + IncompleteMarks.EVERYTHING + "')");

        stage.keeper().run();

        assertThat(stage.timesCharged(lost)).isEqualTo(1);
    }

    @Test
    void searches_also_a_module_whose_own_record_is_lost_once_everything_is_marked() {
        var lost = stage.subscribe(0, usdc(100));
        stage.database.change("DELETE FROM due");
        stage.database.change("DELETE FROM module");
        stage.database.change("INSERT INTO incomplete (module) VALUES ('" + IncompleteMarks.EVERYTHING + "')");

        stage.keeper().run();

        assertThat(stage.timesCharged(lost)).isEqualTo(1);
    }

    @Test
    void a_mark_of_what_is_no_module_stops_nothing() {
        var subscription = stage.subscribe(0, usdc(100));
        stage.database.change("INSERT INTO incomplete (module) VALUES ('" + stage.contracts.tokenRegistry() + "'), ('0x"
                + "9".repeat(40) + "')");

        stage.keeper().run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
    }

    @Test
    void a_module_that_does_not_tell_how_many_subscriptions_it_has_stops_nothing() {
        var subscription = stage.subscribe(0, usdc(100));
        var mute = new Address("0x" + "8".repeat(40));
        stage.node.local("anvil_setCode", List.of(mute.value(), knowsOnlyItsProcessor(mute)));
        stage.database.change("INSERT INTO incomplete (module) VALUES ('" + mute + "')");

        stage.keeper().run();

        assertThat(stage.timesCharged(subscription)).isEqualTo(1);
    }

    /** Code that answers {@code processor()} and reverts at all else. */
    private String knowsOnlyItsProcessor(Address module) {
        var selector = ModuleCalls.processor(module).data().substring(2, 10);
        var processor = stage.contracts.processor().value().substring(2);
        return "0x5f3560e01c63" + selector + "146011575f5ffd5b73" + processor + "5f5260205ff3";
    }

    @Test
    void a_failure_of_a_window_that_the_log_lost_is_reported_once() {
        var poor = stage.subscribe(0, TokenAmount.ZERO);
        stage.database.change("DELETE FROM due");
        stage.database.change("INSERT INTO incomplete (module) SELECT address FROM module");
        var keeper = stage.keeper();

        keeper.run();
        keeper.run();
        stage.node.advance(MONTH.dividedBy(10));
        keeper.run();

        assertThat(stage.failures(poor)).hasSize(1);
    }
}
