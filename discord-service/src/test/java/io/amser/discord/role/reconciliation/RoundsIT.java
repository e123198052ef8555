package io.amser.discord.role.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.DiscordDatabase;
import io.amser.discord.role.wish.Wishes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a round begins with. */
class RoundsIT {
    private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofMinutes(30);
    private static final DiscordDatabase DATABASE = new DiscordDatabase();
    private static final Rounds ROUNDS = new Rounds(DATABASE.pool(), new Wishes(() -> NOON), INTERVAL, 2, () -> NOON);

    @BeforeEach
    void reset() {
        DATABASE.empty();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void those_who_were_not_looked_at_for_longest_come_first_and_so_many_at_a_time() {
        member(1, INTERVAL.plusSeconds(1));
        member(2, INTERVAL.plusSeconds(3));
        member(3, INTERVAL.plusSeconds(2));
        member(4, INTERVAL.minusSeconds(1));

        begin();
        assertThat(wished()).containsExactly("2", "3");
        begin();
        assertThat(wished()).containsExactly("1", "2", "3");
        begin();
        assertThat(wished()).hasSize(3);
    }

    @Test
    void while_somebody_waits_for_a_role_only_who_has_waited_twice_as_long_is_looked_at() {
        member(1, INTERVAL.plusSeconds(1));
        member(2, INTERVAL.multipliedBy(2).plusSeconds(1));
        wish("PAID", 1, Duration.ofSeconds(2));

        begin();
        begin();

        assertThat(wished()).containsExactly("2", "900");
    }

    @Test
    void nobody_is_kept_waiting_by_who_came_just_now_or_is_put_off() {
        member(1, INTERVAL.plusSeconds(1));
        wish("PAID", 1, Duration.ofMillis(500));

        begin();

        assertThat(wished()).containsExactly("1", "900");
    }

    @Test
    void who_rests_is_not_looked_at() {
        member(1, INTERVAL.multipliedBy(9));
        DATABASE.query("UPDATE member SET reconciled_at = 'infinity'");

        begin();

        assertThat(wished()).isEmpty();
    }

    private static void begin() {
        ROUNDS.begin().await().indefinitely();
    }

    private static void member(int user, Duration ago) {
        DATABASE.query("INSERT INTO member (guild_id, user_id, reconciled_at) VALUES ('100', '%d', '%s')"
                .formatted(user, NOON.minus(ago)));
    }

    private static void wish(String cause, int lane, Duration ago) {
        DATABASE.query("INSERT INTO guild_turn (guild_id) VALUES ('100')");
        DATABASE.query("""
                INSERT INTO sync_wish (guild_id, user_id, lane, wished_at, not_before, cause)
                VALUES ('100', '900', %d, '%s', '%s', '%s')
                """.formatted(lane, NOON.minus(ago), NOON.minus(ago), cause));
    }

    private static List<String> wished() {
        return DATABASE.query("SELECT user_id FROM sync_wish ORDER BY user_id").stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
