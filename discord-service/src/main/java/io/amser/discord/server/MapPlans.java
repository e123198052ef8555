package io.amser.discord.server;

import io.amser.discord.problem.DiscordProblem;
import io.amser.discord.role.wish.Cause;
import io.amser.discord.role.wish.Wishes;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.eventlog.readmodel.Plans;
import io.amser.jsonroutes.ProblemException;
import io.amser.protocol.PlanKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Decides which plan gives which role; whom that concerns is looked at afterwards. */
@ApplicationScoped
class MapPlans {
    private final Pool database;
    private final AskDiscord discord;
    private final Wishes wishes;
    private final ServerConfig limits;
    private final Plans plans = new Plans();
    private final Connections connections = new Connections();
    private final PlanMappings mappings = new PlanMappings();

    MapPlans(Pool database, AskDiscord discord, Wishes wishes, ServerConfig limits) {
        this.database = database;
        this.discord = discord;
        this.wishes = wishes;
        this.limits = limits;
    }

    /** The role as the bot finds it, which may be above its own for now. */
    Uni<OfferedRole> map(PlanMapping mapping) {
        return plans.load(database, List.of(mapping.plan()))
                .invoke(found -> {
                    if (found.isEmpty()) {
                        throw new ProblemException(
                                DiscordProblem.UNKNOWN_PLAN, "The module has no plan with this number.");
                    }
                })
                .chain(() -> discord.roles(mapping.guild()))
                .map(offered -> fit(offered, mapping.role()))
                .call(() -> database.withTransaction(tx -> wishes.inspect(tx, mapping.guild())
                        .chain(() -> mappings.store(tx, mapping, limits.mappings()))
                        .invoke(this::refuseWithoutRoom)
                        .call(() -> wishes.leaveForMapping(
                                tx,
                                mapping.guild(),
                                mapping.plan().module(),
                                mapping.plan().id(),
                                Cause.MAPPED))));
    }

    /** What it gave is taken back; wishes come last, as everywhere. Tells whether there was such a mapping. */
    Uni<Boolean> unmap(GuildId guild, PlanKey plan) {
        return database.withTransaction(tx -> mappings.remove(tx, guild, plan)
                .call(() -> wishes.leaveForMapping(tx, guild, plan.module(), plan.id(), Cause.UNMAPPED)));
    }

    /** All that the module gave there is taken back. */
    Uni<Void> disconnect(Connection connection) {
        return database.withTransaction(tx -> connections
                .remove(tx, connection)
                .chain(() -> wishes.leaveForGuild(tx, connection.guild(), Cause.DISCONNECTED)));
    }

    private static OfferedRole fit(List<OfferedRole> offered, RoleId wanted) {
        var found = offered.stream()
                .filter(one -> one.role().id().equals(wanted))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(DiscordProblem.UNKNOWN_ROLE, "The server has no role with this number."));
        found.hindrance().filter(OfferedRole.Hindrance::isLasting).ifPresent(lasting -> {
            throw new ProblemException(DiscordProblem.ROLE_NOT_MANAGEABLE, lasting.words());
        });
        return found;
    }

    private void refuseWithoutRoom(boolean room) {
        if (!room) {
            throw new ProblemException(
                    DiscordProblem.TOO_MANY_MAPPINGS,
                    "At most %d of all plans gives a role at one server: remove the other mapping first, or raise amser.discord.server.mappings."
                            .formatted(limits.mappings()));
        }
    }
}
