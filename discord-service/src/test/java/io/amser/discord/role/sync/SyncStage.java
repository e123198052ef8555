package io.amser.discord.role.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.discord.DiscordDatabase;
import io.amser.discord.role.Story;
import io.amser.discord.role.lapse.FollowHead;
import io.amser.discord.role.presence.BotPresence;
import io.amser.discord.role.reconciliation.AskTheApi;
import io.amser.discord.role.reconciliation.AuthCheck;
import io.amser.discord.role.reconciliation.Rounds;
import io.amser.discord.role.wish.Cause;
import io.amser.discord.role.wish.Wishes;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.clock.WrittenHead;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.PlanId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** The service's database, a chain that tests tell of, and a Discord in memory; roles are synced when a test says so. */
public final class SyncStage implements AutoCloseable {
    public static final GuildId GUILD = new GuildId("100");
    public static final RoleId ROLE = new RoleId("200");
    static final RoleId GOLD = new RoleId("201");
    public static final UserId ANN = new UserId("300");
    static final UserId BOB = new UserId("301");
    public static final Address ANNS = Story.address(30);
    static final Address BOBS = Story.address(31);
    static final Duration INTERVAL = Duration.ofMinutes(30);

    /** As if the process were killed. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    public final DiscordDatabase database = new DiscordDatabase(this::instant);
    final RolesInMemory discord = new RolesInMemory();
    final Map<String, Boolean> chainSays = new HashMap<>();
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public Story story = new Story();
    Optional<Boolean> apiSays = Optional.empty();
    Optional<ChainTime> head = Optional.empty();
    List<Long> endOffsets = List.of();
    private Instant now = Instant.parse("2026-04-01T12:00:00Z");
    private long heads;
    private int stepsToLive = -1;

    final Wishes wishes = new Wishes(this::instant);
    private final FollowHead followHead = new FollowHead(database.pool(), wishes);
    private final Rounds rounds = new Rounds(database.pool(), wishes, INTERVAL, 1000, this::instant);

    /** As at first, but for one plan that gives a role to its subscribers, of whom there are none; two users are there. */
    public void reset() {
        database.empty();
        story = new Story();
        apiSays = Optional.empty();
        chainSays.clear();
        head = Optional.empty();
        endOffsets = List.of();
        stepsToLive = -1;
        meters = new SimpleMeterRegistry();
        discord.reset(this::step);
        database.connect(Story.MODULE, GUILD);
        database.map(Story.MODULE, 1, GUILD, ROLE, "failure");
        database.link(ANNS, ANN);
        database.link(BOBS, BOB);
        List.of(ROLE, GOLD).forEach(discord::exists);
        List.of(ANN, BOB).forEach(user -> discord.joins(GUILD, user));
        apply(story.plan(1), story.plan(2));
    }

    public void apply(PublishedEvent... events) {
        database.apply(events);
    }

    void leave(Function<SqlConnection, Uni<Void>> wish) {
        database.pool().withTransaction(wish).await().indefinitely();
    }

    void map(int plan, RoleId role, String revokeOn) {
        database.map(Story.MODULE, plan, GUILD, role, revokeOn);
        leave(tx -> wishes.leaveForMapping(tx, GUILD, Story.MODULE, new PlanId(plan), Cause.MAPPED));
    }

    void unmap(int plan) {
        leave(tx -> tx.preparedQuery("DELETE FROM mapping WHERE plan_id = $1")
                .execute(Tuple.of((long) plan))
                .chain(() -> wishes.leaveForMapping(tx, GUILD, Story.MODULE, new PlanId(plan), Cause.UNMAPPED)));
    }

    void disconnect() {
        leave(tx -> tx.query("DELETE FROM connection")
                .execute()
                .chain(() -> wishes.leaveForGuild(tx, GUILD, Cause.DISCONNECTED)));
    }

    /** A merchant comes back from Discord. */
    void connectAgain(Address module) {
        leave(tx -> wishes.inspect(tx, GUILD)
                .chain(() -> tx.preparedQuery("UPDATE connection SET condition = 'connected' WHERE module = $1")
                        .execute(Tuple.of(module.value())))
                .chain(() -> new BotPresence().endOthers(tx, GUILD))
                .chain(() -> new BotPresence().wake(tx, GUILD, now))
                .chain(() -> wishes.leaveForGuild(tx, GUILD, Cause.HEALED)));
    }

    void link(Address wallet, UserId user) {
        database.link(wallet, user);
        leave(tx -> wishes.leaveForUser(tx, user, Optional.empty(), Cause.LINKED));
    }

    void unlink(Address wallet, UserId user) {
        leave(tx -> tx.preparedQuery("DELETE FROM wallet_link WHERE wallet = $1")
                .execute(Tuple.of(wallet.value()))
                .chain(() -> wishes.leaveForUser(tx, user, Optional.empty(), Cause.UNLINKED)));
    }

    /** Somebody subscribes to plan 1, and has his role. */
    void paid(int subscription, Address wallet) {
        apply(story.subscribe(subscription, wallet, 1), story.pay(subscription, wallet));
        sync();
    }

    /** How many wait to be looked at. */
    long wished() {
        return database.query("SELECT count(*) FROM sync_wish").getFirst().getLong(0);
    }

    void goOn(Duration wallTime) {
        now = now.plus(wallTime);
    }

    /** The process dies after so many steps more. */
    void dieAfter(int steps) {
        stepsToLive = steps;
    }

    private void step() {
        if (stepsToLive == 0) {
            throw new Died();
        }
        if (stepsToLive > 0) {
            stepsToLive--;
        }
    }

    /** Each time that somebody asks for the time is a moment to die in. */
    private Instant instant() {
        return now;
    }

    private Instant mortalInstant() {
        step();
        return now;
    }

    /** What a replica does until nothing is left to do. */
    public void sync() {
        var written = head();
        followHead.follow(written).await().indefinitely();
        for (var round = 0; round < 20; round++) {
            var turns = take();
            turns.forEach(turn -> server(written).use(turn));
            if (turns.isEmpty()) {
                return;
            }
            goOn(Duration.ofSeconds(1));
        }
    }

    /** As {@link #sync}, and a new process takes over if this one dies. */
    void syncWhateverHappens() {
        try {
            sync();
        } catch (Died | CompletionException e) {
            assertThat(stepsToLive).as("it was we who killed it: %s", e).isZero();
            stepsToLive = -1;
            goOn(Turns.LEASE.plusSeconds(1));
            sync();
        }
        stepsToLive = -1;
    }

    public void reconcile() {
        goOn(INTERVAL.plusSeconds(1));
        syncWhateverHappens();
        beginRound();
        syncWhateverHappens();
    }

    void beginRound() {
        rounds.begin().await().indefinitely();
    }

    List<Turn> take() {
        return new Turns()
                .take(database.pool(), 10, now, now.minus(INTERVAL))
                .await()
                .indefinitely();
    }

    SyncServer server(WrittenHead written) {
        var books = books();
        var api = new AskTheApi(new TheApi(), database.pool(), this::instant);
        return new SyncServer(
                books,
                new InspectServer(books, discord, wishes, this::instant),
                new SyncMember(books, discord, api, new SyncMetrics(meters), this::mortalInstant),
                () -> Optional.of(written),
                INTERVAL,
                this::instant);
    }

    Books books() {
        return new Books(database.pool(), this::mortalInstant);
    }

    public WrittenHead head() {
        heads++;
        return new WrittenHead(
                new HeadRecord(
                        Story.CHAIN,
                        new BlockNumber(heads),
                        new BlockHash("0x" + "%064x".formatted(heads)),
                        head.orElseGet(story::now),
                        new BlockNumber(0),
                        new BlockNumber(0),
                        now,
                        endOffsets),
                now,
                heads);
    }

    Set<RoleId> has(UserId user) {
        return discord.has(GUILD, user);
    }

    List<String> ledger() {
        return strings("SELECT user_id || ' ' || role_id || ' ' || condition FROM role_grant ORDER BY 1");
    }

    List<String> audit() {
        return strings("SELECT action || ': ' || reason FROM role_audit ORDER BY id");
    }

    List<String> strings(String sql) {
        return database.query(sql).stream().map(row -> row.getString(0)).toList();
    }

    double drift() {
        return meters.counter("amser.discord.drift").count();
    }

    @Override
    public void close() {
        database.close();
    }

    /** Says of every plan what the test says, else nothing. */
    private final class TheApi implements AuthCheck {
        @Override
        public Optional<Set<PlanId>> indexed(Address module, Address wallet, Collection<PlanId> plans) {
            return apiSays.map(active -> active ? Set.copyOf(plans) : Set.of());
        }

        @Override
        public Optional<Boolean> onChain(Address module, Address wallet, PlanId plan) {
            return Optional.ofNullable(chainSays.get(wallet.value()));
        }
    }
}
