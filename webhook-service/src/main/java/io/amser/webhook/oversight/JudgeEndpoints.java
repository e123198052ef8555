package io.amser.webhook.oversight;

import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.webhook.announcement.TellMerchants;
import io.amser.webhook.announcement.Tiding;
import io.amser.webhook.endpoint.DisabledBy;
import io.amser.webhook.endpoint.Endpoint;
import io.amser.webhook.endpoint.EndpointHealths;
import io.amser.webhook.endpoint.EndpointHealths.Suspect;
import io.amser.webhook.endpoint.Endpoints;
import io.amser.webhook.endpoint.Listener;
import io.amser.webhook.endpoint.Listeners;
import io.amser.webhook.event.Told;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Tells merchants which of their endpoints fail, are disabled or have recovered, and disables those that have failed for days. */
final class JudgeEndpoints {
    private static final Logger LOG = Logger.getLogger(JudgeEndpoints.class);

    private final Pool database;
    private final InstantSource time;
    private final ChainId chain;
    private final Endpoints endpoints = new Endpoints();
    private final EndpointHealths healths = new EndpointHealths();
    private final Listeners listeners = new Listeners();
    private final TellMerchants merchants = new TellMerchants();

    JudgeEndpoints(Pool database, InstantSource time, ChainId chain) {
        this.database = database;
        this.time = time;
        this.chain = chain;
    }

    /** One after the other; what cannot be told of one now keeps back no news of the others. */
    Uni<Void> judge() {
        return healths.suspects(database)
                .onItem()
                .transformToMulti(suspects -> Multi.createFrom().iterable(suspects))
                .filter(Suspect::isNews)
                .onItem()
                .transformToUniAndConcatenate(this::tell)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> tell(Suspect suspect) {
        return database.withTransaction(tx -> lookAgain(tx, suspect.merchant(), suspect.endpoint()))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "What has become of endpoint %s is told later: %s", suspect.endpoint(), failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** With all that it takes held: somebody else may have told of it by now. */
    private Uni<Void> lookAgain(SqlConnection tx, Address merchant, UUID id) {
        return endpoints
                .holdAll(tx, merchant)
                .map(all -> all.stream().filter(one -> one.id().equals(id)).findFirst())
                .chain(found -> found.map(endpoint -> news(tx, endpoint))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .chain(news -> news.map(one -> announce(tx, one))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Optional<EndpointNews>> news(SqlConnection tx, Endpoint endpoint) {
        return healths.hold(tx, endpoint.id()).map(health -> EndpointNews.of(endpoint, health));
    }

    private Uni<Void> announce(SqlConnection tx, EndpointNews news) {
        var endpoint = news.endpoint();
        var disabled = news.disables() ? List.of(endpoint.id()) : List.<UUID>of();
        return endpoints
                .disable(tx, disabled, DisabledBy.FAILURES)
                .chain(() -> healths.tell(tx, endpoint.id(), news.condition()))
                .chain(() -> listeners.of(tx, List.of(endpoint.merchant())))
                .map(all -> all.getOrDefault(endpoint.merchant(), List.of()))
                .chain(all ->
                        merchants.tell(tx, List.of(tiding(news.told(), endpoint.id(), all)), time.instant(), chain));
    }

    /** To all but the endpoint that it is about. */
    private static Tiding tiding(Told told, UUID about, List<Listener> all) {
        var wanting = all.stream()
                .filter(listener -> !listener.id().equals(about))
                .collect(Collectors.partitioningBy(listener -> listener.wants(told.type(), told.subject())));
        return new Tiding(told, wanting.getOrDefault(true, List.of()), wanting.getOrDefault(false, List.of()));
    }
}
