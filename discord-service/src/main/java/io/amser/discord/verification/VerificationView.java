package io.amser.discord.verification;

import io.amser.jsonroutes.Dates;
import io.vertx.core.json.JsonObject;

/** A link to verify as its page sees it. */
final class VerificationView {
    private VerificationView() {}

    static JsonObject of(VerifyWallets.Open open) {
        return names(open.verification().member())
                .put("expires_at", Dates.iso(open.verification().expiresAt()))
                .put("message", open.message().view());
    }

    static JsonObject of(VerifyWallets.Linked linked) {
        return names(linked.verification().member())
                .put("wallet", linked.wallet().value())
                .put("moved", linked.former().isPresent());
    }

    private static JsonObject names(Verification.Member member) {
        return new JsonObject()
                .put("user", named(member.user().value(), member.userName()))
                .put("server", named(member.guild().value(), member.guildName()));
    }

    private static JsonObject named(String id, String name) {
        return new JsonObject().put("id", id).put("name", name);
    }
}
