package io.amser.api.access.session;

import io.amser.protocol.ChainTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A session, as the web app shows it. */
@Schema(name = "Session", description = "Who has signed in.")
record SessionView(
        @Schema(description = "The merchant's wallet.") String address,

        @Schema(description = "The chain that this deployment serves.", examples = "31337")
        long chainId,

        @Schema(description = "When the merchant signed in.", examples = "2026-04-01T00:00:00.000Z")
        String signedInAt,

        @Schema(description = "When the session ends unless it is used before.", examples = "2026-04-01T00:15:00.000Z")
        String endsAt) {

    static SessionView of(Sessions.Session session, long chainId) {
        return new SessionView(
                session.merchant().value(),
                chainId,
                ChainTime.of(session.createdAt()).iso(),
                ChainTime.of(session.endsAt()).iso());
    }
}
