package io.amser.acceptance.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.actor.Merchant;
import io.amser.devstack.actor.Subscriber;
import io.amser.devstack.command.Folders;
import io.amser.devstack.platform.Progress;
import io.amser.devstack.platform.Service;
import io.amser.protocol.Executions;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.event.ChainEvent.SubscriptionCancelled;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import io.amser.protocol.event.ChainEvent.SubscriptionPaused;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import tools.jackson.databind.JsonNode;

@Execution(CONCURRENT)
class StrangeRecordsAcceptanceTest {

    private static final TokenAmount PRICE = TokenAmount.of(10_000_000);

    @Test
    void a_new_field_is_ignored_and_a_poisoned_record_is_set_aside_while_its_partition_goes_on() {
        try (var stage = Stage.open(Folders.emptied(SharedStage.folder("strange")), Progress.silent());
                var writer = new ForeignWriter(stage)) {
            var merchant = stage.newMerchant();
            var plan = merchant.createPlan("Pro", PRICE, Duration.ofDays(30), Duration.ofDays(3));
            stage.awaitIndexed();
            stage.platform().service(Service.INDEXER).kill();

            var poisoned = subscribe(stage, plan);
            var healthy = subscribe(stage, plan);
            stage.chain().events(SubscriptionCreated.class).forEach(event -> writer.write(event, this::withNewFields));
            awaitShown(stage, merchant, poisoned, "PENDING");
            awaitShown(stage, merchant, healthy, "PENDING");

            poisoned.who().pause(poisoned.key());
            writer.write(stage.chain().events(SubscriptionPaused.class).getFirst(), _ -> "{\"type\": poison");
            healthy.who().cancel(healthy.key());
            writer.write(stage.chain().events(SubscriptionCancelled.class).getFirst(), this::withNewFields);

            awaitShown(stage, merchant, healthy, "CANCELLED");
            for (var service : List.of(Service.API, Service.KEEPER, Service.WEBHOOK, Service.DISCORD)) {
                Stage.await(
                        "the dead letter of " + service.module(),
                        () -> !stage.deadLetters(service).isEmpty());
                assertThat(stage.deadLetters(service)).singleElement().satisfies(letter -> {
                    assertThat(letter.value()).asString(UTF_8).isEqualTo("{\"type\": poison");
                    assertThat(letter.headers().lastHeader("amser_error").value())
                            .asString(UTF_8)
                            .contains("poison");
                    assertThat(letter.headers().lastHeader("ce_subject").value())
                            .asString(UTF_8)
                            .isEqualTo(poisoned.key().toString());
                });
            }
            assertThat(asOf(stage, merchant, poisoned).path("incomplete").asBoolean(false))
                    .isTrue();
            assertThat(asOf(stage, merchant, healthy).has("incomplete")).isFalse();
            assertThat(stage.api()
                            .get("/v0/subscriptions/" + merchant.address())
                            .incompleteHeader())
                    .contains("true");
        }
    }

    private String withNewFields(String body) {
        var inOrigin = body.replaceFirst("\\{", "{\"shard\":{\"number\":[1,2]},");
        return inOrigin.replaceFirst("\"data\":\\{", "\"data\":{\"colour\":\"blue\",");
    }

    private static Customer subscribe(Stage stage, PlanKey plan) {
        var subscriber = stage.newSubscriber();
        subscriber.approvePermit2();
        var key = subscriber.subscribe(
                plan, Executions.unlimited(), TokenAmount.UNLIMITED_ALLOWANCE, Duration.ofDays(300));
        return new Customer(subscriber, key);
    }

    private static void awaitShown(Stage stage, Merchant merchant, Customer customer, String status) {
        Stage.await(
                customer.key() + " to be " + status,
                () -> shown(stage, merchant, customer)
                        .path("status")
                        .asString("")
                        .equals(status));
    }

    private static JsonNode asOf(Stage stage, Merchant merchant, Customer customer) {
        return shown(stage, merchant, customer).get("as_of");
    }

    private static JsonNode shown(Stage stage, Merchant merchant, Customer customer) {
        return stage.api()
                .get("/v0/subscriptions/%s/%s"
                        .formatted(merchant.address(), customer.key().id()))
                .body();
    }

    private record Customer(Subscriber who, SubscriptionKey key) {}
}
