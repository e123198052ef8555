package io.amser.discord.role.wish;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.DiscordDatabase;
import io.amser.discord.role.Story;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.amser.protocol.Address;
import io.amser.protocol.PlanId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WishesIT {
    private static final GuildId GUILD = new GuildId("100");
    private static final GuildId ELSEWHERE = new GuildId("101");
    private static final RoleId ROLE = new RoleId("200");
    private static final UserId ANN = new UserId("300");
    private static final UserId BOB = new UserId("301");
    private static final Address ANNS = Story.address(30);
    private static final Address BOBS = Story.address(31);
    private static final Address NOBODYS = Story.address(32);

    private final DiscordDatabase database = new DiscordDatabase();
    private final Story story = new Story();
    private final Wishes wishes = new Wishes(() -> Instant.parse("2026-04-01T12:00:00Z"));

    @BeforeEach
    void two_servers_give_a_role_for_plan_1() {
        database.connect(Story.MODULE, GUILD);
        database.connect(Story.MODULE, ELSEWHERE);
        database.map(Story.MODULE, 1, GUILD, ROLE, "failure");
        database.map(Story.MODULE, 2, ELSEWHERE, ROLE, "failure");
        database.link(ANNS, ANN);
        database.link(BOBS, BOB);
        database.apply(story.plan(1), story.plan(2));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_user_is_looked_at_wherever_a_plan_of_his_gives_a_role() {
        database.apply(story.subscribe(1, ANNS, 1), story.subscribe(2, BOBS, 2));
        clear();

        leave(tx -> wishes.leaveForUser(tx, ANN, Optional.empty(), Cause.LINKED));

        assertThat(wished()).containsExactly("100/300");
    }

    @Test
    void a_user_is_looked_at_where_he_is_whatever_is_known_of_his_wallets() {
        leave(tx -> wishes.leaveForUser(tx, ANN, Optional.of(new GuildId("101")), Cause.LINKED));

        assertThat(wished()).containsExactly("101/300");
    }

    @Test
    void nobody_is_looked_at_where_nobody_has_connected_a_server() {
        leave(tx -> wishes.leaveForUser(tx, ANN, Optional.of(new GuildId("999")), Cause.ASKED));

        assertThat(wished()).isEmpty();
    }

    @Test
    void a_round_makes_nobody_who_waits_any_less_urgent() {
        leave(tx -> wishes.leave(tx, new GuildId("100"), ANN, Cause.PAID));
        database.query("UPDATE sync_wish SET attempts = 3");

        leave(tx -> wishes.leave(tx, new GuildId("100"), ANN, Cause.RECONCILED));

        assertThat(database.query("SELECT cause || attempts || look FROM sync_wish")
                        .getFirst()
                        .getString(0))
                .isEqualTo("PAID3true");
    }

    @Test
    void who_is_being_looked_at_at_a_server_is_looked_at_once_more() {
        leave(tx -> wishes.leave(tx, new GuildId("100"), ANN, Cause.PAID));

        leave(tx -> wishes.leaveForGuild(tx, new GuildId("100"), Cause.DISCONNECTED));

        assertThat(database.query("SELECT version FROM sync_wish").getFirst().getLong(0))
                .isEqualTo(2);
    }

    @Test
    void a_user_is_looked_at_where_he_was_known_once_whatever_is_linked_now() {
        database.query("INSERT INTO member (guild_id, user_id) VALUES ('101', '300')");
        database.query("DELETE FROM wallet_link");

        leave(tx -> wishes.leaveForUser(tx, ANN, Optional.empty(), Cause.UNLINKED));

        assertThat(wished()).containsExactly("101/300");
    }

    @Test
    void a_mapping_concerns_who_subscribes_and_who_holds_a_role_because_of_the_module() {
        database.apply(story.subscribe(1, ANNS, 1), story.subscribe(2, NOBODYS, 1), story.subscribe(3, BOBS, 2));
        clear();
        database.query("""
                INSERT INTO role_grant (guild_id, user_id, role_id, condition, granted_at, module)
                VALUES ('100', '777', '200', 'granted', now(), $1)
                """, Tuple.of(Story.MODULE.value()));

        leave(tx -> wishes.leaveForMapping(tx, GUILD, Story.MODULE, new PlanId(1), Cause.UNMAPPED));

        assertThat(wished()).containsExactly("100/300", "100/777");
    }

    @Test
    void an_event_leaves_wishes_only_for_linked_wallets_and_mapped_plans() {
        database.apply(story.subscribe(1, ANNS, 1), story.subscribe(2, NOBODYS, 1), story.subscribe(3, BOBS, 9));

        assertThat(wished()).containsExactly("100/300");
    }

    @Test
    void a_wish_that_is_left_again_has_another_version_and_the_more_urgent_lane() {
        leave(tx -> wishes.leave(tx, GUILD, ANN, Cause.RECONCILED));
        leave(tx -> wishes.leave(tx, GUILD, ANN, Cause.STOPPED));

        var wish = database.query("SELECT * FROM sync_wish").getFirst();
        assertThat(wish.getLong("version")).isEqualTo(2);
        assertThat(wish.getInteger("lane")).isZero();
        assertThat(wish.getBoolean("look")).isTrue();
    }

    @Test
    void nothing_is_left_by_a_transaction_that_fails() {
        database.pool()
                .withTransaction(tx -> wishes.leave(tx, GUILD, ANN, Cause.LINKED)
                        .chain(() ->
                                Uni.createFrom().<Void>failure(new IllegalStateException("The process dies here"))))
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();

        assertThat(wished()).isEmpty();
    }

    private void leave(Function<SqlConnection, Uni<Void>> wish) {
        database.pool().withTransaction(wish).await().indefinitely();
    }

    private void clear() {
        database.query("DELETE FROM sync_wish");
    }

    private List<String> wished() {
        return database.query("SELECT guild_id || '/' || user_id FROM sync_wish ORDER BY 1").stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
