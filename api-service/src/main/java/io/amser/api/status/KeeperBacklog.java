package io.amser.api.status;

import io.amser.eventlog.readmodel.ChargeBacklog;
import io.amser.protocol.ChainTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the keepers have before them, as the log tells it. */
@Schema(name = "KeeperBacklog", description = "Subscriptions that are due and not charged.")
public record KeeperBacklog(
        @Schema(description = "Due and not tried in this window.", examples = "0")
        long due,

        @Schema(
                description = "Since when the first of these is due; null if none is.",
                examples = "2026-04-01T00:00:00.000Z")
        @Nullable
        String oldestDueAt,

        @Schema(description = "Due, and a charge has failed in this window: charged once the reason is gone.")
        long failing) {

    static KeeperBacklog of(ChargeBacklog backlog) {
        return new KeeperBacklog(
                backlog.waiting(), backlog.oldestDue().map(ChainTime::iso).orElse(null), backlog.failing());
    }
}
