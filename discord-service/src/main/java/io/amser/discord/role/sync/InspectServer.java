package io.amser.discord.role.sync;

import io.amser.discord.rest.DiscordRefusal.Kind;
import io.amser.discord.role.fault.RoleFault;
import io.amser.discord.role.fault.RoleFaults;
import io.amser.discord.role.ledger.RoleGrants;
import io.amser.discord.role.presence.BotPresence;
import io.amser.discord.role.sync.Reply.Done;
import io.amser.discord.role.sync.Reply.Refused;
import io.amser.discord.role.sync.Roles.Manageability;
import io.amser.discord.role.sync.SyncMember.UnexpectedRefusal;
import io.amser.discord.role.wish.Cause;
import io.amser.discord.role.wish.Wishes;
import io.amser.discord.snowflake.RoleId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Looks at a server's roles: what stands in the way becomes a state, and what is out of the way heals. */
final class InspectServer {
    private static final String OURS = """
            SELECT role_id, bool_or(mapped) AS mapped
              FROM (SELECT role_id, true AS mapped FROM mapping WHERE guild_id = $1
                     UNION ALL
                    SELECT role_id, false FROM role_grant WHERE guild_id = $1
                     UNION ALL
                    SELECT role_id, false FROM role_fault WHERE guild_id = $1) AS ours
             GROUP BY role_id
             ORDER BY role_id
            """;

    private final Books books;
    private final Roles roles;
    private final Wishes wishes;
    private final InstantSource time;
    private final Turns turns = new Turns();
    private final BotPresence presence = new BotPresence();
    private final RoleFaults faults = new RoleFaults();
    private final RoleGrants grants = new RoleGrants();

    InspectServer(Books books, Roles roles, Wishes wishes, InstantSource time) {
        this.books = books;
        this.roles = roles;
        this.wishes = wishes;
        this.time = time;
    }

    /** Answers whether the bot is there. */
    boolean inspect(Turn turn) {
        return switch (roles.ofGuild(turn.guild())) {
            case Done<Map<RoleId, Manageability>>(var found) -> {
                books.write(turn, tx -> note(tx, turn, found));
                yield true;
            }
            case Refused<Map<RoleId, Manageability>> refusal
            when refusal.kind() == Kind.NO_ACCESS -> {
                books.botRemoved(turn);
                yield false;
            }
            case Refused<Map<RoleId, Manageability>> refusal -> throw new UnexpectedRefusal(refusal);
        };
    }

    private record Ours(RoleId role, boolean mapped) {}

    /** Wishes come last: everybody locks them after all else. */
    private Uni<Void> note(SqlConnection tx, Turn turn, Map<RoleId, Manageability> found) {
        var guild = turn.guild();
        return presence.returned(tx, guild)
                .call(() -> presence.wake(tx, guild, time.instant()))
                .call(() -> turns.inspected(tx, guild, time.instant()))
                .chain(back -> back
                        ? wishes.leaveForGuild(tx, guild, Cause.HEALED)
                        : wishes.leaveForStrangers(tx, guild, Cause.RECONCILED))
                .chain(() -> tx.preparedQuery(OURS).execute(Tuple.of(guild.value())))
                .map(rows -> rows.stream()
                        .map(row -> new Ours(new RoleId(row.getString("role_id")), row.getBoolean("mapped")))
                        .toList())
                .chain(ours -> ours.stream()
                        .reduce(
                                Uni.createFrom().voidItem(),
                                (before, one) -> before.chain(
                                        () -> note(tx, turn, one, Optional.ofNullable(found.get(one.role())))),
                                (a, b) -> a.chain(() -> b)));
    }

    private Uni<Void> note(SqlConnection tx, Turn turn, Ours ours, Optional<Manageability> found) {
        if (found.isEmpty()) {
            var gone = grants.removeRole(tx, turn.guild(), ours.role());
            return ours.mapped()
                    ? gone.chain(() -> faults.note(tx, turn.guild(), fault(ours, RoleFault.GONE)))
                    : gone.chain(() -> faults.mend(tx, turn.guild(), ours.role()))
                            .replaceWithVoid();
        }
        return switch (found.get()) {
            case ABOVE_BOT -> faults.note(tx, turn.guild(), fault(ours, RoleFault.ABOVE_BOT));
            case MANAGEABLE ->
                faults.mend(tx, turn.guild(), ours.role())
                        .chain(mended -> mended
                                ? wishes.leaveForRole(tx, turn.guild(), ours.role(), Cause.HEALED)
                                : Uni.createFrom().voidItem());
        };
    }

    private RoleFault fault(Ours ours, int code) {
        return new RoleFault(ours.role(), code, time.instant());
    }
}
