package io.amser.api.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.amser.api.proxy.ProxyConfig;
import io.amser.servicetoken.Audience;
import io.amser.servicetoken.ServiceToken;
import io.amser.servicetoken.TokenKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** How fast charges are, by the keeper's word; it is asked every few seconds at most, and nobody waits long for it. */
@ApplicationScoped
class ChargingSpeed {
    private static final Logger LOG = Logger.getLogger(ChargingSpeed.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int OK = 200;

    private final Optional<Keeper> keeper;
    private final InstantSource time;
    private final ObjectMapper json;
    private final HttpClient http;
    private final Uni<Optional<Charging>> answer;

    ChargingSpeed(ProxyConfig config, InstantSource time, ObjectMapper json, Vertx vertx) {
        this.keeper = config.keeper()
                .map(known -> new Keeper(known.url(), new TokenKey(Audience.KEEPER_SERVICE, known.key())));
        this.time = time;
        this.json = json;
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout((int) PATIENCE.toMillis()));
        this.answer = Figure.of(
                this::ask,
                PATIENCE,
                failure -> LOG.debugf("The keeper does not tell how fast it charges: %s", failure));
    }

    private record Keeper(URI url, TokenKey key) {}

    /** Empty while the keeper does not answer, and where the deployment has none. */
    Uni<Optional<Charging>> now() {
        return answer;
    }

    private Uni<Optional<Charging>> ask() {
        return keeper.map(known -> http.request(question(known))
                        .chain(HttpClientRequest::send)
                        .chain(ChargingSpeed::body)
                        .map(this::charging))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private RequestOptions question(Keeper known) {
        return new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(known.url().resolve("/keeper/status").toString())
                .putHeader("Authorization", "Bearer " + known.key().sign(ServiceToken.ofAnyone(), time.instant()));
    }

    private static Uni<Buffer> body(HttpClientResponse response) {
        return response.statusCode() == OK
                ? response.body()
                : Uni.createFrom().failure(new IllegalStateException("The keeper answers " + response.statusCode()));
    }

    private Optional<Charging> charging(Buffer body) {
        try {
            return Optional.ofNullable(
                    json.treeToValue(json.readTree(body.getBytes()).get("charging"), Charging.class));
        } catch (IOException e) {
            throw new UncheckedIOException("The keeper answers in another language", e);
        }
    }
}
