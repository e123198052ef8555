package io.amser.discord.role.reconciliation;

import io.amser.protocol.Address;
import io.amser.protocol.PlanId;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks {@code GET /v0/auth/check}, as plain code for virtual threads; whatever is no clear answer is none. */
@Singleton
class HttpAuthCheck implements AuthCheck {
    private static final Logger LOG = Logger.getLogger(HttpAuthCheck.class);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI api;
    private final Duration patience;

    HttpAuthCheck(ReconciliationConfig config) {
        this.api = config.apiUrl();
        this.patience = config.reconciliation().apiPatience();
    }

    @Override
    public Optional<Set<PlanId>> indexed(Address module, Address wallet, Collection<PlanId> plans) {
        return ask(module, wallet, plans, "indexed").flatMap(answer -> read(() -> matching(answer)));
    }

    private static Set<PlanId> matching(JsonObject answer) {
        return answer.getJsonObject("indexed").getJsonArray("matching_plan_ids").stream()
                .map(id -> new PlanId(Long.parseLong((String) id)))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<Boolean> onChain(Address module, Address wallet, PlanId plan) {
        return ask(module, wallet, List.of(plan), "onchain")
                .flatMap(answer -> read(() -> answer.getJsonObject("onchain").getBoolean("authorized")));
    }

    private static <T> Optional<T> read(Supplier<@Nullable T> reading) {
        try {
            return Optional.ofNullable(reading.get());
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            return none("as documented", e);
        }
    }

    /** The whole answer within our patience, however slowly it comes. */
    private Optional<JsonObject> ask(Address module, Address wallet, Collection<PlanId> plans, String mode) {
        var query = "module_address=%s&wallet=%s&plan_ids=%s&mode=%s"
                .formatted(
                        module,
                        wallet,
                        plans.stream().map(plan -> Long.toString(plan.value())).collect(Collectors.joining(",")),
                        mode);
        var request = HttpRequest.newBuilder(URI.create(api + "/v0/auth/check?" + query))
                .build();
        var coming = http.sendAsync(request, BodyHandlers.ofString());
        try {
            var answer = coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return answer.statusCode() == OK
                    ? Optional.of(new JsonObject(answer.body()))
                    : none(mode, answer.statusCode());
        } catch (ExecutionException | TimeoutException | DecodeException e) {
            return none(mode, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return none(mode, e);
        } finally {
            coming.cancel(true);
        }
    }

    private static <T> Optional<T> none(String mode, Object why) {
        LOG.debugf("The API does not tell who subscribes (%s): %s", mode, why);
        return Optional.empty();
    }
}
