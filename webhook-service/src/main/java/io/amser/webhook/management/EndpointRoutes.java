package io.amser.webhook.management;

import io.amser.jsonroutes.CommonProblem;
import io.amser.jsonroutes.JsonAnswer;
import io.amser.jsonroutes.JsonRequest;
import io.amser.jsonroutes.JsonRoute;
import io.amser.jsonroutes.ProblemException;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.EventId;
import io.amser.webhook.egress.EgressConfig;
import io.amser.webhook.egress.EgressPolicy;
import io.amser.webhook.egress.Route;
import io.amser.webhook.egress.Routes;
import io.amser.webhook.egress.SystemResolver;
import io.amser.webhook.egress.TargetUrl;
import io.amser.webhook.endpoint.Certainty;
import io.amser.webhook.endpoint.Endpoint;
import io.amser.webhook.endpoint.EndpointHealth;
import io.amser.webhook.endpoint.EndpointHealths;
import io.amser.webhook.endpoint.EndpointState;
import io.amser.webhook.endpoint.Endpoints;
import io.amser.webhook.endpoint.EventFilter;
import io.amser.webhook.ledger.Ledger;
import io.amser.webhook.ledger.Ledgers;
import io.amser.webhook.problem.WebhookProblem;
import io.amser.webhook.signing.Secret;
import io.amser.webhook.signing.SecretVault;
import io.amser.webhook.signing.SecretsConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A merchant's endpoints over HTTP. */
@ApplicationScoped
class EndpointRoutes {
    private static final Duration PATIENCE_WITH_NAMES = Duration.ofSeconds(3);

    private final Pool database;
    private final InstantSource time;
    private final EgressPolicy policy;
    private final Routes routes;
    private final Optional<MerchantEndpoints> merchants;
    private final Endpoints endpoints = new Endpoints();
    private final Ledgers ledgers = new Ledgers();
    private final EndpointHealths healths = new EndpointHealths();

    EndpointRoutes(
            Pool database,
            InstantSource time,
            EgressConfig egress,
            SecretsConfig secrets,
            @ConfigProperty(name = "amser.chain.id") long chain,
            Vertx vertx) {
        var random = new SecureRandom();
        this.database = database;
        this.time = time;
        this.policy = EgressPolicy.of(egress);
        this.routes = new Routes(SystemResolver.forTheApi(vertx, PATIENCE_WITH_NAMES, time), policy);
        this.merchants = SecretVault.of(secrets, random)
                .map(vault -> new MerchantEndpoints(database, vault, new ChainId(chain), time, random));
    }

    void register(@Observes Router router) {
        router.get("/v0/webhooks").handler(new JsonRoute(this::list));
        router.post("/v0/webhooks").handler(new JsonRoute(this::make));
        router.get("/v0/webhooks/:id").handler(new JsonRoute(this::show));
        router.patch("/v0/webhooks/:id").handler(new JsonRoute(this::change));
        router.delete("/v0/webhooks/:id").handler(new JsonRoute(this::delete));
        router.post("/v0/webhooks/:id/rotate-secret").handler(new JsonRoute(this::rotate));
        router.post("/v0/webhooks/:id/promote-secret").handler(new JsonRoute(this::promote));
        router.post("/v0/webhooks/:id/test").handler(new JsonRoute(this::test));
        router.post("/v0/webhooks/:id/disable").handler(new JsonRoute(this::disable));
        router.post("/v0/webhooks/:id/enable").handler(new JsonRoute(this::enable));
    }

    private Uni<JsonAnswer> list(JsonRequest request) {
        return endpoints.of(database, request.merchant()).chain(this::views).map(JsonAnswer::list);
    }

    private Uni<JsonArray> views(List<Endpoint> shown) {
        var ids = shown.stream().map(Endpoint::id).toList();
        return Uni.combine()
                .all()
                .unis(ledgers.of(database, ids), healths.of(database, ids))
                .with((ledger, health) -> new JsonArray(shown.stream()
                        .map(endpoint -> EndpointView.of(
                                endpoint,
                                ledger.getOrDefault(endpoint.id(), Ledger.EMPTY),
                                health.getOrDefault(endpoint.id(), EndpointHealth.UNKNOWN)))
                        .toList()));
    }

    private Uni<JsonAnswer> show(JsonRequest request) {
        return endpoints
                .find(database, request.merchant(), id(request))
                .map(EndpointRoutes::known)
                .chain(endpoint -> views(List.of(endpoint)))
                .map(views -> JsonAnswer.of(200, views.getJsonObject(0)));
    }

    private Uni<JsonAnswer> make(JsonRequest request) {
        var form = new EndpointForm(request.body(), policy);
        var target = form.target().orElseThrow(() -> ProblemException.missing(EndpointForm.URL));
        var endpoint = form.applyTo(blank(request.merchant()));
        return judged(target).chain(() -> merchants().make(endpoint)).map(made -> {
            var secret = made.orElseThrow(EndpointRoutes::noRoom);
            return JsonAnswer.of(201, withSecret(EndpointView.of(endpoint), secret));
        });
    }

    private Endpoint blank(Address merchant) {
        return new Endpoint(
                UUID.randomUUID(),
                merchant,
                "",
                "",
                EventFilter.EVERYTHING,
                false,
                Certainty.SEEN,
                EndpointState.ACTIVE,
                Optional.empty(),
                time.instant());
    }

    private Uni<JsonAnswer> change(JsonRequest request) {
        var id = id(request);
        var form = new EndpointForm(request.body(), policy);
        return form.target()
                .map(this::judged)
                .orElseGet(() -> Uni.createFrom().voidItem())
                .chain(() -> merchants().change(request.merchant(), id, form::applyTo))
                .map(changed -> JsonAnswer.of(200, EndpointView.of(known(changed))));
    }

    /** Where the name leads now; one that nobody answers for is taken, because every attempt to deliver asks again. */
    private Uni<Void> judged(TargetUrl target) {
        return Uni.createFrom()
                .completionStage(() -> routes.to(target)
                        .map(Optional::of)
                        .otherwise(Optional.empty())
                        .toCompletionStage())
                .ifNoItem()
                .after(PATIENCE_WITH_NAMES)
                .recoverWithItem(Optional::empty)
                .invoke(route -> {
                    if (route.orElse(null) instanceof Route.Nowhere(var refusal)) {
                        throw EndpointForm.refused(refusal.sentence());
                    }
                })
                .replaceWithVoid();
    }

    private Uni<JsonAnswer> delete(JsonRequest request) {
        return merchants().delete(request.merchant(), id(request)).map(EndpointRoutes::done);
    }

    private Uni<JsonAnswer> rotate(JsonRequest request) {
        var overlap = RotationForm.overlap(request.body());
        return merchants()
                .rotate(request.merchant(), id(request), overlap)
                .map(EndpointRoutes::known)
                .map(secret -> JsonAnswer.of(200, withSecret(new JsonObject(), secret)));
    }

    private Uni<JsonAnswer> promote(JsonRequest request) {
        return merchants().promote(request.merchant(), id(request)).map(EndpointRoutes::done);
    }

    private Uni<JsonAnswer> test(JsonRequest request) {
        var id = id(request);
        return endpoints
                .find(database, request.merchant(), id)
                .map(EndpointRoutes::known)
                .chain(() -> merchants().test(request.merchant(), id))
                .map(event -> event.orElseThrow(() -> new ProblemException(
                        WebhookProblem.ENDPOINT_DISABLED, "Nothing is sent to an endpoint that is disabled.")))
                .map(EndpointRoutes::underWay);
    }

    private Uni<JsonAnswer> disable(JsonRequest request) {
        return merchants().disable(request.merchant(), id(request)).map(EndpointRoutes::done);
    }

    private Uni<JsonAnswer> enable(JsonRequest request) {
        return merchants().enable(request.merchant(), id(request)).map(enabling -> switch (enabling) {
            case Enabling.Probed(var event) -> underWay(event);
            case Enabling.Unknown _ -> throw unknown();
            case Enabling.NotDisabled _ ->
                throw new ProblemException(WebhookProblem.ENDPOINT_NOT_DISABLED, "It is active, or about to be.");
            case Enabling.NoRoom _ -> throw noRoom();
        });
    }

    /** What is told of later: the event that the endpoint is sent. */
    private static JsonAnswer underWay(EventId event) {
        return JsonAnswer.of(202, new JsonObject().put("event_id", event.value()));
    }

    private static ProblemException noRoom() {
        return new ProblemException(
                WebhookProblem.TOO_MANY_ENDPOINTS,
                "At most %d endpoints are active, and %d kept: disable or delete one first."
                        .formatted(Endpoints.MOST_ACTIVE, Endpoints.MOST_KEPT));
    }

    private MerchantEndpoints merchants() {
        return merchants.orElseThrow(() -> new ProblemException(
                CommonProblem.SERVICE_UNAVAILABLE, "This deployment has no key for the secrets of endpoints."));
    }

    private static JsonObject withSecret(JsonObject json, Secret secret) {
        return json.put("secret", secret.text());
    }

    private static UUID id(JsonRequest request) {
        return known(request.id());
    }

    private static JsonAnswer done(boolean known) {
        known(Optional.of(true).filter(_ -> known));
        return JsonAnswer.nothing();
    }

    /** Another merchant's endpoint is as unknown as one that never was. */
    private static <T> T known(Optional<T> found) {
        return found.orElseThrow(EndpointRoutes::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(WebhookProblem.UNKNOWN_ENDPOINT, "No endpoint of yours has this id.");
    }
}
