package io.amser.discord;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.discord.DiscordUser;
import io.amser.devstack.process.Readiness;
import io.amser.discord.role.Story;
import io.amser.eventlog.Head;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.publishing.LogPublisher;
import io.amser.eventlog.publishing.LogTransaction;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.topic.TopicSize;
import io.amser.eventlog.topic.Topics;
import io.amser.protocol.Address;
import io.amser.protocol.BlockNumber;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service between a log and a Discord: what happens on the chain shows at the member. */
@QuarkusTest
@OnTestServers
@WithTestResource(TheDiscord.class)
class RolesFollowTheLogIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger SUBSCRIPTIONS = new AtomicInteger();
    private static final Story STORY = new Story();
    private static final LogPublisher LOG = log();

    @Inject
    Pool database;

    private final int number = SUBSCRIPTIONS.incrementAndGet();
    private final Address wallet = Story.address(500 + number);
    private String guild = "";
    private String role = "";
    private DiscordUser ann = TheDiscord.standIn().createUser("Ann");

    @AfterAll
    static void close() {
        LOG.close();
    }

    /** One server for each test; all of them give a role to the subscribers of one plan. */
    @BeforeEach
    void connect() {
        var discord = TheDiscord.standIn();
        guild = discord.createGuild("Café", discord.createUser("Owner"));
        role = discord.createRole(guild, "Subscriber", 0xF1C40F);
        discord.install(guild);
        discord.raiseBot(guild);
        discord.join(guild, ann);
        store("""
                INSERT INTO connection (module, guild_id, merchant, guild_name, connected_at)
                VALUES ($1, $2, $3, 'Café', now())
                """, Tuple.of(Story.MODULE.value(), guild, Story.MERCHANT.value()));
        store("""
                INSERT INTO mapping (module, guild_id, plan_id, role_id, created_at)
                VALUES ($1, $2, $3, $4, now())
                """, Tuple.of(Story.MODULE.value(), guild, (long) number, role));
        store("""
                INSERT INTO wallet_link (wallet, user_id, linked_at, message, signature)
                VALUES ($1, $2, now(), '', '')
                """, Tuple.of(wallet.value(), ann.id()));
        happen(STORY.plan(number), STORY.subscribe(number, wallet, number));
    }

    @Test
    void a_role_comes_with_a_payment_and_goes_with_a_cancellation_each_with_its_reason() {
        happen(STORY.pay(number, wallet));
        assertThat(has()).isTrue();

        happen(STORY.cancel(number, wallet));
        assertThat(hasNot()).isTrue();

        assertThat(TheDiscord.standIn().changes().stream()
                        .filter(change -> change.guild().equals(guild))
                        .map(change -> change.reason().orElse("")))
                .satisfiesExactly(
                        given -> assertThat(given).startsWith("Paid by " + wallet + ", tx 0x"),
                        taken -> assertThat(taken).contains("it was cancelled"));
    }

    @Test
    void a_role_goes_when_the_head_says_that_paid_access_has_lapsed() {
        happen(STORY.pay(number, wallet));
        assertThat(has()).isTrue();

        STORY.after(Story.MONTH.plus(Story.GRACE));
        happen();

        assertThat(hasNot()).isTrue();
    }

    @Test
    void a_reorganisation_takes_the_role_back() {
        var payment = STORY.pay(number, wallet);
        happen(payment);
        assertThat(has()).isTrue();

        happen(Story.takenBack(payment));

        assertThat(hasNot()).isTrue();
    }

    @Test
    void a_bot_that_stands_below_the_role_is_a_state_and_asks_once() {
        TheDiscord.standIn().moveRole(guild, role, 99);
        happen(STORY.pay(number, wallet));

        assertThat(Readiness.isReadyWithin(
                        PATIENCE,
                        () -> count("SELECT count(*) FROM role_fault WHERE code = 50013 AND guild_id = $1") == 1
                                && count("SELECT count(*) FROM sync_wish WHERE guild_id = $1") == 0))
                .isTrue();
    }

    private boolean has() {
        return Readiness.isReadyWithin(
                PATIENCE, () -> TheDiscord.standIn().rolesOf(guild, ann).contains(role));
    }

    private boolean hasNot() {
        return Readiness.isReadyWithin(
                PATIENCE, () -> !TheDiscord.standIn().rolesOf(guild, ann).contains(role));
    }

    private long count(String sql) {
        return database.preparedQuery(sql)
                .execute(Tuple.of(guild))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong(0);
    }

    private void store(String sql, Tuple values) {
        database.preparedQuery(sql).execute(values).await().atMost(PATIENCE);
    }

    /** A block without a further event is the head. */
    private static void happen(PublishedEvent... events) {
        var block = STORY.subscribe(1_000_000, Story.address(1_000_000), 1_000_000)
                .event()
                .origin();
        LOG.publish(new LogTransaction(
                List.of(events),
                new Head(
                        Story.CHAIN,
                        block.blockNumber(),
                        block.blockHash(),
                        block.blockTime(),
                        new BlockNumber(0),
                        new BlockNumber(0)),
                List.of()));
    }

    private static LogPublisher log() {
        var kafka = Map.<String, Object>of(
                "bootstrap.servers", ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
        try (var admin = Admin.create(kafka)) {
            new Topics(admin)
                    .ensure(new TopicSize(12, 1), List.of(Topic.CHAIN_EVENTS, Topic.CHAIN_HEADS, Topic.INDEXER_STATE));
        }
        return LogPublisher.open(kafka, Story.CHAIN, InstantSource.system());
    }
}
