package io.amser.discord.server;

import io.amser.jsonroutes.Dates;
import io.vertx.core.json.JsonObject;

/** Servers, roles and mappings as their merchant sees them. */
final class ServerView {
    private ServerView() {}

    static JsonObject of(Connection connection) {
        return new JsonObject()
                .put("guild_id", connection.guild().value())
                .put("guild_name", connection.name())
                .put("module_address", connection.module().value())
                .put("state", connection.state().apiName())
                .put("connected_at", Dates.iso(connection.connectedAt()));
    }

    static JsonObject of(PlanMapping mapping) {
        return new JsonObject()
                .put("module_address", mapping.plan().module().value())
                .put("plan_id", mapping.plan().id().toString())
                .put("guild_id", mapping.guild().value())
                .put("role_id", mapping.role().value())
                .put("revoke_on", mapping.revokeOn().apiName())
                .put("created_at", Dates.iso(mapping.createdAt()));
    }

    static JsonObject of(OfferedRole offered) {
        var role = offered.role();
        return new JsonObject()
                .put("role_id", role.id().value())
                .put("name", role.name())
                .put("color", role.color())
                .put("position", role.position())
                .put("manageable", offered.hindrance().isEmpty())
                .put(
                        "hindrance",
                        offered.hindrance().map(OfferedRole.Hindrance::words).orElse(null));
    }
}
