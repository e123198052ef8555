package io.amser.discord.role.sync;

import io.amser.discord.role.audit.AuditLog;
import io.amser.discord.role.audit.Entry;
import io.amser.discord.role.fault.RoleFault;
import io.amser.discord.role.fault.RoleFaults;
import io.amser.discord.role.ledger.RoleGrant;
import io.amser.discord.role.ledger.RoleGrants;
import io.amser.discord.role.presence.BotPresence;
import io.amser.discord.role.sync.PendingWishes.Seen;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.amser.eventlog.clock.WrittenHead;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is read and written while a server's turn is ours, one transaction for each method: as plain code for virtual threads.
 * Everything that is written fails with {@link TurnLost} once another replica has the turn.
 */
final class Books {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** So much later than elsewhere Discord is asked about a server without the bot: it counts such requests. */
    private static final Duration WHILE_AWAY = Duration.ofHours(6);

    private final MemberFacts members = new MemberFacts();
    private final RoleGrants grants = new RoleGrants();
    private final RoleFaults faults = new RoleFaults();
    private final AuditLog log = new AuditLog();
    private final PendingWishes wishes = new PendingWishes();
    private final Turns turns = new Turns();
    private final BotPresence presence = new BotPresence();
    private final Pool database;
    private final InstantSource time;

    Books(Pool database, InstantSource time) {
        this.database = database;
        this.time = time;
    }

    Optional<Wish> next(Turn turn) {
        return now(turns.hold(database, turn, time.instant())
                .chain(() -> wishes.next(database, turn.guild(), time.instant())));
    }

    Facts facts(Turn turn, UserId user, WrittenHead head) {
        return now(members.of(database, turn.guild(), user, head));
    }

    /** Before Discord is asked. */
    void intend(Turn turn, UserId user, RoleGrant grant) {
        write(turn, tx -> grants.store(tx, turn.guild(), user, grant, time.instant()));
    }

    /** Discord was not asked after all. */
    void undo(Turn turn, UserId user, RoleId role, Optional<RoleGrant> before) {
        write(turn, tx -> replace(tx, turn, user, role, before));
    }

    /** What the ledger says from now on, and why. */
    void settle(Turn turn, UserId user, RoleId role, Optional<RoleGrant> after, Entry entry) {
        write(turn, tx -> replace(tx, turn, user, role, after).chain(() -> log.write(tx, turn.guild(), user, entry)));
    }

    private Uni<Void> replace(SqlConnection tx, Turn turn, UserId user, RoleId role, Optional<RoleGrant> grant) {
        return grant.map(g -> grants.store(tx, turn.guild(), user, g, time.instant()))
                .orElseGet(() -> grants.remove(tx, turn.guild(), user, role));
    }

    /** Discord refuses to change a role: it is not asked again before the server's roles were looked at. */
    void refused(Turn turn, UserId user, RoleGrant grant, Optional<RoleGrant> after, Entry entry) {
        var fault = new RoleFault(grant.role(), entry.code(), time.instant());
        write(
                turn,
                tx -> replace(tx, turn, user, grant.role(), after)
                        .chain(() -> faults.note(tx, turn.guild(), fault))
                        .chain(() -> fault.code() == RoleFault.GONE
                                ? grants.removeRole(tx, turn.guild(), grant.role())
                                : Uni.createFrom().voidItem())
                        .chain(() -> log.write(tx, turn.guild(), user, entry)));
    }

    /** Discord has taken all roles of who left. */
    void left(Turn turn, UserId user, Collection<Entry> entries) {
        write(turn, tx -> grants.removeAll(tx, turn.guild(), user).chain(() -> all(tx, turn, user, entries)));
    }

    private Uni<Void> all(SqlConnection tx, Turn turn, UserId user, Collection<Entry> entries) {
        return entries.stream()
                .reduce(
                        Uni.createFrom().voidItem(),
                        (before, entry) -> before.chain(() -> log.write(tx, turn.guild(), user, entry)),
                        (a, b) -> a.chain(() -> b));
    }

    void finish(Turn turn, Wish wish, Seen seen) {
        write(
                turn,
                tx -> wishes.note(tx, turn.guild(), wish.user(), seen, time.instant())
                        .chain(() -> wishes.remove(tx, turn.guild(), wish)));
    }

    void putOff(Turn turn, Wish wish, Instant until) {
        write(turn, tx -> wishes.putOff(tx, turn.guild(), wish, until));
    }

    /** The bot is not on the server any more: whoever waits, waits for it to come back. */
    void botRemoved(Turn turn) {
        write(
                turn,
                tx -> presence.removed(tx, turn.guild())
                        .chain(() -> forgetWishes(tx, turn))
                        .chain(() ->
                                turns.inspected(tx, turn.guild(), time.instant().plus(WHILE_AWAY))));
    }

    /** Whether the bot was removed from a server that is still connected. */
    boolean botIsAway(Turn turn) {
        return now(presence.isAway(database, turn.guild()));
    }

    /** Nobody is looked at while the bot is away; whether it is, is asked again where nobody can let it in at the same time. */
    void sleep(Turn turn) {
        write(
                turn,
                tx -> presence.isAway(tx, turn.guild())
                        .chain(away ->
                                away ? forgetWishes(tx, turn) : Uni.createFrom().voidItem()));
    }

    private Uni<Void> forgetWishes(SqlConnection tx, Turn turn) {
        return presence.sleep(tx, turn.guild()).chain(() -> wishes.removeAll(tx, turn.guild()));
    }

    /** Whether there is any reason to look at the server's roles. */
    boolean isOurs(Turn turn) {
        return now(presence.isOurs(database, turn.guild()));
    }

    void inspecting(Turn turn) {
        now(turns.inspecting(database, turn));
    }

    void inspected(Turn turn) {
        write(turn, tx -> turns.inspected(tx, turn.guild(), time.instant()));
    }

    /** The turn stays ours for one more request. */
    void hold(Turn turn) {
        now(turns.hold(database, turn, time.instant()));
    }

    void release(Turn turn, Instant resumeAt, int attempts) {
        now(turns.release(database, turn, time.instant(), resumeAt, attempts));
    }

    void write(Turn turn, Function<SqlConnection, Uni<Void>> work) {
        now(database.withTransaction(tx -> turns.hold(tx, turn, time.instant()).chain(() -> work.apply(tx))));
    }

    <T> T now(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
