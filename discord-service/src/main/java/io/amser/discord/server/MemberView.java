package io.amser.discord.server;

import io.amser.discord.role.audit.Entry;
import io.amser.discord.role.audit.Words;
import io.amser.discord.role.evidence.RoleWhy;
import io.amser.discord.role.evidence.Why;
import io.amser.discord.role.fault.RoleFault;
import io.amser.discord.role.standing.Evidence;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.amser.jsonroutes.Dates;
import io.amser.protocol.ChainTime;
import io.amser.protocol.PlanKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;

/** Why a member has the roles of one merchant's plans, or has them not: no word about other merchants, nor of other wallets. */
final class MemberView {
    private MemberView() {}

    /** {@code roles} are those that this merchant's plans give. */
    static JsonObject of(UserId user, Why why, Set<RoleId> roles, Set<PlanKey> plans) {
        return new JsonObject()
                .put("user_id", user.value())
                .put("as_of", why.asOf().iso())
                .put(
                        "roles",
                        new JsonArray(why.roles().stream()
                                .filter(role -> roles.contains(role.role()))
                                .map(role -> role(role, plans))
                                .toList()))
                .put("pending", why.waiting())
                .put("next_check_at", why.nextCheck().map(Dates::iso).orElse(null));
    }

    private static JsonObject role(RoleWhy role, Set<PlanKey> plans) {
        var evidence = role.standing()
                .strongest()
                .filter(one -> plans.contains(one.plan()) && one.subscription().isPresent());
        return new JsonObject()
                .put("role_id", role.role().value())
                .put("entitled", role.standing().answer().name().toLowerCase(Locale.ROOT))
                .put("given", role.ours().isPresent())
                .put("reason", evidence.map(Words::sentence).orElse(null))
                .put("wallet", evidence.map(one -> one.wallet().value()).orElse(null))
                .put(
                        "on_chain_id",
                        evidence.flatMap(Evidence::subscription)
                                .map(key -> key.id().toString())
                                .orElse(null))
                .put(
                        "tx_hash",
                        evidence.flatMap(_ -> role.payment())
                                .map(payment -> payment.tx().value())
                                .orElse(null))
                .put(
                        "paid_until",
                        evidence.flatMap(Evidence::until).map(ChainTime::iso).orElse(null))
                .put("error", role.fault().map(RoleFault::words).orElse(null))
                .put("last_change", role.last().map(MemberView::change).orElse(null));
    }

    private static JsonObject change(Entry entry) {
        return new JsonObject()
                .put("at", Dates.iso(entry.at()))
                .put("action", entry.action().column())
                .put("discord_status", entry.status().orElse(null));
    }
}
