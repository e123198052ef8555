package io.amser.webhook;

import static io.amser.webhook.TheApi.get;
import static io.amser.webhook.TheApi.post;
import static io.amser.webhook.TheApi.setting;
import static io.amser.webhook.TheApi.withoutToken;
import static io.amser.webhook.event.Samples.CHAIN;
import static io.amser.webhook.event.Samples.MERCHANT;
import static io.amser.webhook.event.Samples.created;
import static io.amser.webhook.event.Samples.paid;
import static io.amser.webhook.event.Samples.planCreated;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.client.webhook.Webhooks;
import io.amser.devstack.process.Readiness;
import io.amser.devstack.quarkus.PlatformServers;
import io.amser.eventlog.Head;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.publishing.LogPublisher;
import io.amser.eventlog.publishing.LogTransaction;
import io.amser.eventlog.topic.Topic;
import io.amser.eventlog.topic.TopicSize;
import io.amser.eventlog.topic.Topics;
import io.amser.eventlog.wire.AtRiskWire;
import io.amser.protocol.BlockNumber;
import io.amser.webhook.event.Samples;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PlatformServers.class, initArgs = @ResourceArg(name = "database", value = "webhook"))
class FeedIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static boolean published;

    @BeforeEach
    void publish() {
        if (!published) {
            var kafka = Map.<String, Object>of("bootstrap.servers", setting("kafka.bootstrap.servers"));
            try (var admin = Admin.create(kafka)) {
                new Topics(admin)
                        .ensure(
                                new TopicSize(12, 1),
                                List.of(Topic.CHAIN_EVENTS, Topic.CHAIN_HEADS, Topic.INDEXER_STATE));
            }
            try (var log = LogPublisher.open(kafka, CHAIN, InstantSource.system())) {
                log.publish(new LogTransaction(
                        List.of(
                                PublishedEvent.of(planCreated()),
                                PublishedEvent.of(created()),
                                PublishedEvent.of(paid())),
                        head(),
                        List.of()));
            }
            published = true;
        }
        assertThat(Readiness.isReadyWithin(
                        PATIENCE, () -> array(get("/v0/events", MERCHANT)).size() == 3))
                .isTrue();
    }

    @Test
    void a_merchant_reads_what_he_was_told_in_order_and_page_by_page() {
        var first = get("/v0/events?limit=2", MERCHANT);
        var next = next(first);
        var second = get(next, MERCHANT);
        var end = get(next(second), MERCHANT);

        assertThat(types(first)).containsExactly("plan.created", "subscription.created");
        assertThat(next).isEqualTo("/v0/events?after=2&limit=2");
        assertThat(types(second)).containsExactly("payment.succeeded");
        assertThat(array(end)).isEmpty();
        assertThat(next(end)).isEqualTo("/v0/events?after=3&limit=2");
    }

    @Test
    void what_a_keeper_foresees_stands_in_the_list_as_well() throws Exception {
        var warned = Samples.address(77);
        var kafka = Map.<String, Object>of("bootstrap.servers", setting("kafka.bootstrap.servers"));
        try (var admin = Admin.create(kafka);
                var keeper = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            new Topics(admin).ensure(new TopicSize(12, 1), List.of(Topic.KEEPER_EVENTS));
            keeper.send(AtRiskWire.record(Topic.KEEPER_EVENTS.name(), Samples.atRisk(warned)))
                    .get();
        }

        assertThat(Readiness.isReadyWithin(
                        PATIENCE, () -> types(get("/v0/events", warned)).contains("payment.at_risk")))
                .isTrue();
    }

    @Test
    void another_merchant_reads_nothing_of_it() {
        assertThat(array(get("/v0/events", Samples.address(99)))).isEmpty();
    }

    @Test
    void whoever_does_not_come_through_the_api_is_refused() {
        assertThat(withoutToken("/v0/events").statusCode()).isEqualTo(401);
    }

    @Test
    void an_endpoint_that_came_late_is_sent_the_same_bytes_by_a_replay() {
        try (var receiver = new Receiver()) {
            var url = new JsonObject().put("url", "http://127.0.0.1:" + receiver.port() + "/hook");
            var endpoint =
                    new JsonObject(post("/v0/webhooks", MERCHANT, url.encode()).body());
            var path = "/v0/webhooks/" + endpoint.getString("id");
            var wish = new JsonObject()
                    .put(
                            "since",
                            InstantSource.system().instant().minusSeconds(600).getEpochSecond())
                    .put("event_types", new JsonArray().add("plan.created").add("payment.succeeded"));

            var replay = new JsonObject(
                    post(path + "/replay", MERCHANT, wish.encode()).body());
            var came = Stream.generate(receiver::next).limit(2).toList();

            var told = array(get("/v0/events", MERCHANT));
            assertThat(replay.getInteger("total")).isEqualTo(2);
            assertThat(came)
                    .extracting(Receiver.Request::body)
                    .containsExactlyInAnyOrder(
                            told.getJsonObject(0).toBuffer(),
                            told.getJsonObject(2).toBuffer());
            var webhooks = Webhooks.signedWith(endpoint.getString("secret"));
            assertThat(came).allSatisfy(request -> {
                assertThat(request.header("webhook-replay")).isEqualTo(replay.getString("id"));
                assertThat(webhooks.verified(request::header, request.body().getBytes())
                                .id())
                        .isEqualTo(request.header("webhook-id"));
            });
            assertThat(Readiness.isReadyWithin(
                            PATIENCE,
                            () -> new JsonObject(get(path, MERCHANT).body())
                                    .getJsonObject("ledger")
                                    .equals(new JsonObject("""
                                            {"accepted": 2, "delivered": 2, "pending": 0, "parked": 0, "exhausted": 0,
                                             "filtered": 0, "dropped": 0, "cancelled": 0}"""))))
                    .isTrue();
        }
    }

    @Test
    void a_place_that_is_none_is_refused() {
        var refused = get("/v0/events?after=-1", MERCHANT);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(refused.body()).getString("parameter")).isEqualTo("after");
    }

    private static Head head() {
        var origin = paid().origin();
        return new Head(
                CHAIN,
                origin.blockNumber(),
                origin.blockHash(),
                origin.blockTime(),
                new BlockNumber(0),
                new BlockNumber(0));
    }

    private static List<String> types(HttpResponse<String> response) {
        return array(response).stream()
                .map(event -> ((JsonObject) event).getString("type"))
                .toList();
    }

    private static JsonArray array(HttpResponse<String> response) {
        return response.statusCode() == 200 ? new JsonArray(response.body()) : new JsonArray();
    }

    private static String next(HttpResponse<String> response) {
        var link = response.headers().firstValue("Link").orElseThrow();
        return link.substring(1, link.indexOf('>'));
    }
}
