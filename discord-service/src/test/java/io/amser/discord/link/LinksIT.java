package io.amser.discord.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.process.Readiness;
import io.amser.discord.DiscordDatabase;
import io.amser.discord.role.Story;
import io.amser.discord.role.wish.Wishes;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.amser.protocol.Address;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinksIT {
    private static final Instant NOON = Instant.parse("2026-04-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final GuildId OWLS = new GuildId("77");
    private static final UserId ALICE = new UserId("1001");
    private static final UserId BOB = new UserId("1002");

    private static DiscordDatabase database;
    private static Links links;

    private final Address wallet = Story.address(9_000);
    private final Address second = Story.address(9_001);

    @BeforeAll
    static void open() {
        database = new DiscordDatabase();
        links = new Links(new Wishes(InstantSource.system()));
        database.connect(Story.MODULE, OWLS);
        database.map(Story.MODULE, 1, OWLS, new RoleId("500"), "failure");
        var story = new Story();
        database.apply(story.plan(1), story.subscribe(1, Story.address(9_000), 1), story.pay(1, Story.address(9_000)));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.query("TRUNCATE wallet_link, link_audit, sync_wish");
    }

    @Test
    void who_paid_before_the_link_is_looked_at_in_its_transaction() {
        assertThat(link(ALICE, wallet)).isEmpty();

        assertThat(linked(ALICE)).containsExactly(wallet);
        assertThat(wishes()).containsExactly("1001 LINKED");
        assertThat(audit()).containsExactly("1001 linked");
    }

    @Test
    void nothing_is_linked_and_nobody_looked_at_if_the_transaction_fails() {
        var failed = database.pool()
                .withTransaction(tx -> links.link(tx, proof(ALICE, wallet), OWLS, NOON)
                        .chain(() -> Uni.createFrom().failure(new IllegalStateException("cut off"))))
                .onFailure()
                .recoverWithItem("failed")
                .await()
                .indefinitely();

        assertThat(failed).isEqualTo("failed");
        assertThat(linked(ALICE)).isEmpty();
        assertThat(wishes()).isEmpty();
    }

    @Test
    void a_wallet_moves_to_whoever_proves_it_last_and_both_are_looked_at() {
        link(ALICE, wallet);
        database.query("TRUNCATE sync_wish");

        assertThat(link(BOB, wallet)).hasValue(ALICE);

        assertThat(linked(ALICE)).isEmpty();
        assertThat(linked(BOB)).containsExactly(wallet);
        assertThat(wishes()).containsExactly("1001 UNLINKED", "1002 LINKED");
        assertThat(audit()).containsExactly("1001 linked", "1001 lost", "1002 linked");
    }

    @Test
    void the_newest_proof_takes_the_place_of_the_old_one() {
        link(ALICE, wallet);
        database.pool()
                .withTransaction(tx -> links.link(tx, new WalletProof(ALICE, wallet, "newer", "0x02"), OWLS, NOON))
                .await()
                .indefinitely();

        assertThat(database.query("SELECT message, signature FROM wallet_link"))
                .singleElement()
                .satisfies(row -> assertThat(row.getString("message") + row.getString("signature"))
                        .isEqualTo("newer0x02"));
    }

    @Test
    void a_user_has_any_number_of_wallets_and_unlinks_one_or_all() {
        link(ALICE, wallet);
        link(ALICE, second);
        link(BOB, Story.address(9_002));

        assertThat(unlink(ALICE, Optional.of(second))).containsExactly(second);
        assertThat(linked(ALICE)).containsExactly(wallet);
        assertThat(unlink(ALICE, Optional.empty())).containsExactly(wallet);
        assertThat(linked(ALICE)).isEmpty();
        assertThat(linked(BOB)).hasSize(1);
    }

    @Test
    void nobody_unlinks_the_wallet_of_another() {
        link(ALICE, wallet);

        assertThat(unlink(BOB, Optional.of(wallet))).isEmpty();
        assertThat(linked(ALICE)).containsExactly(wallet);
    }

    @Test
    void who_unlinks_is_looked_at() {
        link(ALICE, wallet);
        database.query("TRUNCATE sync_wish");

        unlink(ALICE, Optional.empty());

        assertThat(wishes()).containsExactly("1001 UNLINKED");
    }

    /** The second may not believe that the wallet is nobody's: the first has to lose it, and be looked at. */
    @Test
    void of_two_who_link_a_new_wallet_at_the_same_time_the_second_takes_it_from_the_first() {
        var first = database.pool().getConnection().await().indefinitely();
        var begun = first.begin().await().indefinitely();
        links.link(first, proof(ALICE, wallet), OWLS, NOON).await().indefinitely();

        var second = linking(BOB, wallet).subscribeAsCompletionStage();
        Readiness.isReadyWithin(PATIENCE, LinksIT::somebodyWaits);
        begun.commit().chain(first::close).await().indefinitely();

        assertThat(second.join()).hasValue(ALICE);
        assertThat(audit()).containsExactly("1001 linked", "1001 lost", "1002 linked");
        assertThat(wishes()).hasSize(2);
    }

    private static boolean somebodyWaits() {
        return !database.query("""
                SELECT
                  FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'
                """).isEmpty();
    }

    private static Uni<Optional<UserId>> linking(UserId user, Address wallet) {
        return database.pool().withTransaction(tx -> links.link(tx, proof(user, wallet), OWLS, NOON));
    }

    private static Optional<UserId> link(UserId user, Address wallet) {
        return linking(user, wallet).await().indefinitely();
    }

    private static List<Address> unlink(UserId user, Optional<Address> wallet) {
        return database.pool()
                .withTransaction(tx -> links.unlink(tx, user, wallet, NOON))
                .await()
                .indefinitely();
    }

    private static List<Address> linked(UserId user) {
        return links.of(database.pool(), user).await().indefinitely();
    }

    private static WalletProof proof(UserId user, Address wallet) {
        return new WalletProof(user, wallet, "text", "0x01");
    }

    private static List<String> wishes() {
        return database.query("SELECT user_id || ' ' || cause AS line FROM sync_wish ORDER BY 1").stream()
                .map(row -> row.getString("line"))
                .toList();
    }

    private static List<String> audit() {
        return database.query("SELECT user_id || ' ' || action AS line FROM link_audit ORDER BY id").stream()
                .map(row -> row.getString("line"))
                .toList();
    }
}
