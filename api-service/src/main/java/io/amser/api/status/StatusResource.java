package io.amser.api.status;

import io.amser.api.chain.ServedChain;
import io.amser.api.freshness.Freshness;
import io.amser.eventlog.clock.ChainClock;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The platform's state over HTTP; it answers even before anything is indexed. */
@Path("/v0/status")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Status")
public class StatusResource {
    private final ServedChain chain;
    private final ChainClock clock;
    private final Freshness freshness;
    private final InstantSource wallTime;
    private final Backlogs backlogs;
    private final LogConsumers consumers;
    private final ChargingSpeed speed;

    StatusResource(
            ServedChain chain,
            ChainClock clock,
            Freshness freshness,
            InstantSource wallTime,
            Backlogs backlogs,
            LogConsumers consumers,
            ChargingSpeed speed) {
        this.chain = chain;
        this.clock = clock;
        this.freshness = freshness;
        this.wallTime = wallTime;
        this.backlogs = backlogs;
        this.consumers = consumers;
        this.speed = speed;
    }

    @GET
    @Operation(summary = "How far the index of each chain has come, what is due, and who lags behind the log")
    public Uni<StatusView> status() {
        return Uni.combine()
                .all()
                .unis(backlogs.now(), consumers.now(), speed.now())
                .with(this::view);
    }

    private StatusView view(Optional<KeeperBacklog> backlog, LogStatus log, Optional<Charging> charging) {
        return new StatusView(
                List.of(ChainStatus.of(
                        chain.id(), clock.newest(), freshness.progress(), backlog, charging, wallTime.instant())),
                log);
    }
}
