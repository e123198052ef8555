package io.amser.keeper.charging;

import static io.amser.keeper.charging.Stage.usdc;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.wallet.Account;
import io.amser.keeper.concern.Concern.Kind;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.key.LocalSigner;
import io.amser.keeper.key.RemoteSigner;
import io.amser.keeper.key.Signer;
import io.amser.keeper.key.WatchedSigner;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SilentSignerIT {
    private static final Settings IMPATIENT = Settings.USUAL.replacingAfter(Duration.ZERO);

    private final Stage stage = new Stage();
    private final Concerns concerns = new Concerns();
    private final Round silent = keeper(
            new RemoteSigner(URI.create("http://127.0.0.1:1"), Account.keeper().address(), Duration.ofSeconds(1)));
    private final Round signing = keeper(new LocalSigner(Account.keeper().credentials()));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void what_was_sent_is_settled_and_what_is_due_stays_free_for_others() {
        stage.subscribe(0, usdc(100));
        signing.run();
        var second = stage.subscribe(1, usdc(100));

        silent.run();

        assertThat(stage.database.ask("SELECT state AS answer FROM charge")).containsExactly("CHARGED");
        assertThat(concerns.count(Kind.SIGNER_SILENT)).isEqualTo(1);

        signing.run();
        assertThat(stage.timesCharged(second)).isEqualTo(1);
        assertThat(concerns.count(Kind.SIGNER_SILENT)).isZero();
    }

    @Test
    void what_is_stuck_breaks_no_round() {
        var subscription = stage.subscribe(0, usdc(100));
        stage.node.local("evm_setAutomine", List.of(false));
        signing.run();

        silent.run();

        assertThat(concerns.count(Kind.SIGNER_SILENT)).isEqualTo(1);
        stage.node.local("evm_mine", List.of());
        assertThat(stage.timesCharged(subscription)).isEqualTo(1);

        silent.run();
        silent.run();
        assertThat(concerns.count(Kind.SIGNER_SILENT))
                .as("once nothing waits for it")
                .isZero();
    }

    private Round keeper(Signer signer) {
        return stage.keeper(IMPATIENT, new WatchedSigner(signer, concerns));
    }
}
