package io.amser.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.acceptance.fault.discord.HarassDiscord;
import org.junit.jupiter.api.Test;

class HarassDiscordAcceptanceTest {

    /** Always the same here; {@code ./amser fault} takes another one each time. */
    private static final long SEED = 20_261_121;

    @Test
    void after_an_hour_without_the_bot_one_reconciliation_makes_every_role_right_or_says_what_is_in_its_way() {
        var report = new HarassDiscord(SharedStage.get(), HarassDiscord.Extent.SHORT, SEED, System.out).run();

        report.print(System.out);
        assertThat(report.wrong()).isEmpty();
    }
}
