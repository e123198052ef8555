package io.amser.discord.server;

import io.amser.discord.role.fault.RoleFault;
import io.amser.discord.role.fault.RoleFaults;
import io.amser.jsonroutes.Dates;
import io.amser.protocol.Address;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** How a merchant's servers stand, with what is wrong in plain words. */
@ApplicationScoped
class ServerStatus {
    private final Pool database;
    private final Connections connections = new Connections();
    private final PlanMappings mappings = new PlanMappings();
    private final SyncStates states = new SyncStates();
    private final RoleFaults faults = new RoleFaults();

    ServerStatus(Pool database) {
        this.database = database;
    }

    Uni<JsonObject> of(Address merchant) {
        return connections
                .of(database, merchant)
                .chain(found -> Uni.combine()
                        .all()
                        .unis(
                                mappings.of(database, found),
                                states.of(
                                        database,
                                        found.stream().map(Connection::guild).toList()))
                        .asTuple()
                        .chain(parts -> Multi.createFrom()
                                .iterable(found)
                                .onItem()
                                .transformToUniAndConcatenate(connection -> faults.of(database, connection.guild())
                                        .map(wrong -> view(
                                                connection,
                                                parts.getItem1(),
                                                parts.getItem2().getOrDefault(connection.guild(), SyncState.NOTHING),
                                                wrong)))
                                .collect()
                                .asList())
                        .map(servers -> new JsonObject().put("servers", new JsonArray(servers))));
    }

    private static JsonObject view(
            Connection connection, List<PlanMapping> mappings, SyncState state, List<RoleFault> faults) {
        var own = mappings.stream()
                .filter(mapping -> mapping.guild().equals(connection.guild())
                        && mapping.plan().module().equals(connection.module()))
                .toList();
        return ServerView.of(connection)
                .put("mappings", new JsonArray(own.stream().map(ServerView::of).toList()))
                .put("linked_members", state.linkedMembers())
                .put("roles_given", state.rolesGiven())
                .put(
                        "sync",
                        new JsonObject()
                                .put("state", state.pending() == 0 ? "settled" : "pending")
                                .put("pending", state.pending())
                                .put(
                                        "oldest_pending_at",
                                        state.oldestPending().map(Dates::iso).orElse(null)))
                .put("errors", new JsonArray(errors(connection, state, faults).toList()));
    }

    private static Stream<JsonObject> errors(Connection connection, SyncState state, List<RoleFault> faults) {
        var ofRoles = faults.stream()
                .map(fault -> error(fault.words())
                        .put("role_id", fault.role().value())
                        .put("since", Dates.iso(fault.since())));
        var away = connection.state() == ConnectionState.CONNECTED
                ? Stream.<JsonObject>empty()
                : Stream.of(error(connection.state().words()));
        var contested =
                state.contested() == 0 ? Stream.<JsonObject>empty() : Stream.of(error(contested(state.contested())));
        return Stream.of(away, ofRoles, contested).flatMap(some -> some);
    }

    private static String contested(long roles) {
        return "%d roles that the bot gave were taken away again and again by somebody else; it gives them again after the next payment."
                .formatted(roles);
    }

    private static JsonObject error(String message) {
        return new JsonObject().put("message", message);
    }
}
