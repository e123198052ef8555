package io.amser.discord.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.rest.Command;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.UserId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class AnswerMembersTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void a_command_that_takes_too_long_is_answered_in_time_and_goes_on() {
        var givenUp = new AtomicBoolean();
        Uni<Reply> endless = Uni.createFrom().<Reply>nothing().onCancellation().invoke(() -> givenUp.set(true));

        assertThat(answer(endless, AT_ONCE)).isEqualTo(Reply.LATER);
        assertThat(givenUp).isFalse();
    }

    @Test
    void what_takes_too_long_is_less_than_discord_waits_for() {
        assertThat(AnswerMembers.MOST).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void a_command_that_fails_is_answered_as_well() {
        assertThat(answer(Uni.createFrom().failure(new IllegalStateException("broken")), LONG))
                .isEqualTo(Reply.LATER);
        assertThat(answer(
                        Uni.createFrom().deferred(() -> {
                            throw new IllegalStateException("broken at once");
                        }),
                        LONG))
                .isEqualTo(Reply.LATER);
    }

    @Test
    void a_command_that_is_done_says_what_it_has_to_say() {
        assertThat(answer(Uni.createFrom().item(new Reply("Done.")), LONG)).isEqualTo(new Reply("Done."));
    }

    private static Reply answer(Uni<Reply> work, Duration most) {
        var use = new Use("1", new GuildId("7"), new UserId("8"), "alice", Map.of());
        return new AnswerMembers(List.of(command(work)), most)
                .answer(new Interaction.OfCommand("dance", use))
                .await()
                .indefinitely();
    }

    private static SlashCommand command(Uni<Reply> work) {
        return new SlashCommand() {
            @Override
            public Command command() {
                return new Command("dance", "Dances");
            }

            @Override
            public Uni<Reply> answer(Use use) {
                return work;
            }
        };
    }
}
