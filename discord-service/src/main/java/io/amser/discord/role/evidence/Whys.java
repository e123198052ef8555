package io.amser.discord.role.evidence;

import io.amser.discord.role.audit.AuditLog;
import io.amser.discord.role.audit.Entry;
import io.amser.discord.role.fault.RoleFault;
import io.amser.discord.role.fault.RoleFaults;
import io.amser.discord.role.ledger.RoleGrant;
import io.amser.discord.role.standing.Evidence;
import io.amser.discord.role.sync.Facts;
import io.amser.discord.role.sync.MemberFacts;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.amser.eventlog.clock.WrittenHead;
import io.amser.eventlog.readmodel.Columns;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The SQL that answers why; it asks neither Discord nor the API. */
final class Whys {
    private static final String WALLETS = """
            SELECT wallet
              FROM wallet_link
             WHERE user_id = $1
             ORDER BY linked_at, wallet
            """;

    private static final String CHECKS = """
            SELECT (SELECT NULLIF(reconciled_at, 'infinity') FROM member WHERE guild_id = $1 AND user_id = $2) AS reconciled_at,
                   EXISTS (SELECT FROM sync_wish WHERE guild_id = $1 AND user_id = $2) AS waiting
            """;

    private final MemberFacts members = new MemberFacts();
    private final RoleFaults faults = new RoleFaults();
    private final AuditLog log = new AuditLog();

    private record Checks(boolean waiting, @Nullable Instant reconciled) {}

    /** By the time of a head, when everything is compared again after each interval. */
    Uni<Why> of(Pool db, GuildId guild, UserId user, WrittenHead head, Duration interval) {
        return Uni.combine()
                .all()
                .unis(
                        members.of(db, guild, user, head),
                        faults.of(db, guild),
                        log.newest(db, guild, user),
                        wallets(db, user),
                        checks(db, guild, user))
                .with((facts, refused, entries, wallets, checks) -> why(
                        facts, refused, entries, wallets, checks, head.head().timestamp(), interval));
    }

    private static Why why(
            Facts facts,
            List<RoleFault> faults,
            List<Entry> entries,
            List<Address> wallets,
            Checks checks,
            ChainTime now,
            Duration interval) {
        var desired = facts.desired(now);
        var refused = byRole(faults, RoleFault::role);
        var last = byRole(entries, Entry::role);
        var ours = byRole(facts.ledger(), RoleGrant::role);
        var roles = Stream.concat(desired.roles().keySet().stream(), ours.keySet().stream())
                .distinct()
                .sorted(Comparator.comparing(RoleId::value))
                .map(role -> new RoleWhy(
                        role,
                        desired.of(role),
                        desired.of(role)
                                .strongest()
                                .flatMap(Evidence::subscription)
                                .flatMap(facts::payment),
                        Optional.ofNullable(ours.get(role)),
                        Optional.ofNullable(refused.get(role)),
                        Optional.ofNullable(last.get(role))))
                .toList();
        var nextCheck = Optional.ofNullable(checks.reconciled())
                .filter(time -> time.isAfter(Instant.EPOCH))
                .map(time -> time.plus(interval));
        return new Why(now, wallets, roles, checks.waiting(), desired.nextChange(), nextCheck);
    }

    private static <T> Map<RoleId, T> byRole(List<T> rows, Function<T, RoleId> role) {
        return rows.stream().collect(Collectors.toUnmodifiableMap(role, Function.identity()));
    }

    private static Uni<List<Address>> wallets(Pool db, UserId user) {
        return db.preparedQuery(WALLETS)
                .execute(Tuple.of(user.value()))
                .map(rows ->
                        rows.stream().map(row -> Columns.address(row, "wallet")).toList());
    }

    private static Uni<Checks> checks(Pool db, GuildId guild, UserId user) {
        return db.preparedQuery(CHECKS)
                .execute(Tuple.of(guild.value(), user.value()))
                .map(rows -> rows.iterator().next())
                .map(row -> {
                    var reconciled = row.getOffsetDateTime("reconciled_at");
                    return new Checks(row.getBoolean("waiting"), reconciled == null ? null : reconciled.toInstant());
                });
    }
}
