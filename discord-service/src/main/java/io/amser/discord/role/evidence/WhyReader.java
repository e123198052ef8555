package io.amser.discord.role.evidence;

import io.amser.discord.role.reconciliation.ReconciliationConfig;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.UserId;
import io.amser.eventlog.clock.ChainClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Answers why somebody has a role or has it not, by the time of the chain. */
@ApplicationScoped
public class WhyReader {
    private final Pool database;
    private final ChainClock clock;
    private final Duration interval;
    private final Whys whys = new Whys();

    WhyReader(Pool database, ChainClock clock, ReconciliationConfig config) {
        this.database = database;
        this.clock = clock;
        this.interval = config.reconciliation().interval();
    }

    /** Empty while the service has not caught up with the chain yet. */
    public Uni<Optional<Why>> of(GuildId guild, UserId user) {
        return clock.reached()
                .map(head -> whys.of(database, guild, user, head, interval).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }
}
