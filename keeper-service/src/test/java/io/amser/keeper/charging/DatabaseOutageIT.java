package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amser.devstack.server.TestServers;
import io.amser.keeper.sql.DatabaseFailure;
import org.junit.jupiter.api.Test;

class DatabaseOutageIT {

    @Test
    void a_keeper_waits_for_its_database_and_loses_nothing() {
        try (var server = TestServers.freshPostgres();
                var stage = new Stage(KeeperDatabase.on(server))) {
            var subscription = stage.subscribe(0, usdc(100));
            var keeper = stage.keeper();

            server.kill();
            assertThatThrownBy(keeper::run).isInstanceOf(DatabaseFailure.class);
            server.restart();
            keeper.run();

            assertThat(stage.timesCharged(subscription)).isEqualTo(1);
        }
    }
}
