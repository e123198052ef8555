package io.amser.acceptance.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.actor.Merchant;
import io.amser.devstack.session.Session;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.webhook.Arrival;
import io.amser.devstack.webhook.WebhookReceiver;
import io.amser.protocol.DeterministicIds;
import io.amser.protocol.Executions;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** From a charge on the chain to the merchant's server, through every service between them. */
class WebhooksAcceptanceTest {

    private static final TokenAmount PRICE = TokenAmount.of(10_000_000);

    private final Stage stage = SharedStage.get();
    private final List<Arrival> arrived = new CopyOnWriteArrayList<>();
    private final WebhookReceiver receiver = WebhookReceiver.start(arrived::add);
    private final Account account = stage.newcomer();
    private final Session merchant = signIn(account);

    @AfterEach
    void close() {
        merchant.close();
        receiver.close();
    }

    @Test
    void a_charge_reaches_the_merchants_server_and_comes_again_when_he_asks() {
        var endpoint = madeFor("payment.succeeded");
        var subscription = somebodySubscribes();

        var paid = arrival(1);
        var delivery = delivered(endpoint, 1).get(0);
        merchant.post("/v0/webhooks/deliveries/%s/resend".formatted(text(delivery, "id")), "")
                .expecting(202);
        var again = arrival(2);
        delivered(endpoint, 2);

        var charge = charge(subscription);
        assertThat(text(paid.event(), "type")).isEqualTo("payment.succeeded");
        assertThat(paid.id())
                .isEqualTo(text(paid.event(), "id"))
                .isEqualTo(charge.id().value());
        assertThat(text(paid.event().get("data"), "amount"))
                .isEqualTo(charge.amount().toString());
        assertThat(text(paid.event().get("data"), "charge_id"))
                .isEqualTo(DeterministicIds.charge(charge.origin().chainId(), subscription, charge.windowId())
                        .toString());
        assertThat(again.id()).isEqualTo(paid.id());
        assertThat(again.body()).isEqualTo(paid.body());
        assertThat(again.again()).isTrue();
        assertThat(merchant.get("/v0/events").expecting(200).body()).contains(paid.body());
        assertThat(arrived).hasSize(2);
        var ledger = merchant.get(path(endpoint)).expecting(200).json().get("ledger");
        assertThat(ledger.get("delivered").asLong()).isEqualTo(2);
        assertThat(ledger.get("accepted").asLong())
                .isEqualTo(2 + ledger.get("filtered").asLong());
    }

    @Test
    void access_that_ends_unpaid_reaches_the_merchants_server_once_though_no_transaction_says_so() {
        var endpoint = madeFor("subscription.expired");
        var subscription = somebodySubscribes(Duration.ofHours(1), Duration.ofMinutes(5));
        Stage.await("the first charge", () -> isCharged(subscription));

        stage.node().advance(Duration.ofMinutes(70));
        var expired = arrival(1);
        stage.node().advance(Duration.ofMinutes(1));
        stage.awaitIndexed();
        delivered(endpoint, 1);

        var data = expired.event().get("data");
        assertThat(text(expired.event(), "type")).isEqualTo("subscription.expired");
        assertThat(text(data, "status")).isEqualTo("EXPIRED");
        assertThat(text(data, "on_chain_id")).isEqualTo(subscription.id().toString());
        assertThat(text(data, "access_until"))
                .isEqualTo(charge(subscription)
                        .executionTime()
                        .plus(Duration.ofMinutes(65))
                        .iso());
        assertThat(merchant.get("/v0/events").expecting(200).body())
                .containsOnlyOnce("\"type\":\"subscription.expired\"");
        assertThat(arrived).hasSize(1);
    }

    @Test
    void nobody_else_sees_the_endpoint() {
        var endpoint = madeFor("payment.succeeded");

        try (var stranger = signIn(stage.newcomer())) {
            assertThat(stranger.get(path(endpoint)).status()).isEqualTo(404);
            assertThat(stranger.post(path(endpoint) + "/test", "").status()).isEqualTo(404);
            assertThat(stranger.delete(path(endpoint)).status()).isEqualTo(404);
            assertThat(stranger.get("/v0/webhooks").expecting(200).json().size())
                    .isZero();
        }
        assertThat(merchant.get(path(endpoint)).status()).isEqualTo(200);
    }

    private Session signIn(Account who) {
        return Session.signIn(stage.platform().api(), stage.platform().webApp(), who);
    }

    private JsonNode madeFor(String type) {
        var endpoint = merchant.post(
                        "/v0/webhooks", "{\"url\": \"%s\", \"event_types\": [\"%s\"]}".formatted(receiver.uri(), type))
                .expecting(201)
                .json();
        receiver.trust(text(endpoint, "secret"));
        return endpoint;
    }

    private SubscriptionKey somebodySubscribes() {
        return somebodySubscribes(Duration.ofDays(30), Duration.ofDays(3));
    }

    /** Who has enough for one charge. */
    private SubscriptionKey somebodySubscribes(Duration interval, Duration grace) {
        var seller = new Merchant(account, stage.node(), stage.platform().contracts());
        seller.deployModule();
        var plan = seller.createPlan("Pro", PRICE, interval, grace);
        var subscriber = stage.newSubscriber();
        subscriber.receive(PRICE);
        subscriber.approvePermit2();
        return subscriber.subscribe(
                plan, Executions.unlimited(), TokenAmount.UNLIMITED_ALLOWANCE, Duration.ofDays(300));
    }

    private boolean isCharged(SubscriptionKey subscription) {
        return charges(subscription).findAny().isPresent();
    }

    private ExecutionExecuted charge(SubscriptionKey subscription) {
        return charges(subscription).findFirst().orElseThrow();
    }

    private Stream<ExecutionExecuted> charges(SubscriptionKey subscription) {
        return stage.chain().events(ExecutionExecuted.class).stream()
                .filter(charge -> charge.subscription().equals(subscription));
    }

    /** The request that came as the {@code number}-th of those that were believed. */
    private Arrival.Taken arrival(int number) {
        Stage.await("webhook " + number, () -> taken().count() >= number);
        return taken().skip(number - 1L).findFirst().orElseThrow();
    }

    private Stream<Arrival.Taken> taken() {
        return arrived.stream().filter(Arrival.Taken.class::isInstance).map(Arrival.Taken.class::cast);
    }

    /** The deliveries of the endpoint, once so many are there and all have arrived. */
    private JsonNode delivered(JsonNode endpoint, int count) {
        var list = path(endpoint) + "/deliveries";
        Stage.await(count + " deliveries", () -> {
            var deliveries = merchant.get(list).expecting(200).json();
            return deliveries.size() == count
                    && deliveries
                            .valueStream()
                            .allMatch(one -> text(one, "status").equals("DELIVERED"));
        });
        return merchant.get(list).json();
    }

    private static String path(JsonNode endpoint) {
        return "/v0/webhooks/" + text(endpoint, "id");
    }

    private static String text(JsonNode json, String name) {
        return json.get(name).asString();
    }
}
