package io.amser.webhook;

import static io.amser.webhook.TheApi.delete;
import static io.amser.webhook.TheApi.get;
import static io.amser.webhook.TheApi.patch;
import static io.amser.webhook.TheApi.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.client.webhook.Webhooks;
import io.amser.devstack.process.Readiness;
import io.amser.devstack.quarkus.PlatformServers;
import io.amser.protocol.Address;
import io.amser.servicetoken.Scope;
import io.amser.servicetoken.ServiceToken;
import io.amser.webhook.event.Samples;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = PlatformServers.class, initArgs = @ResourceArg(name = "database", value = "webhook"))
class EndpointsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger MERCHANTS = new AtomicInteger(1000);

    @Inject
    Router router;

    private final Address alice = Samples.address(MERCHANTS.incrementAndGet());
    private final Address bob = Samples.address(MERCHANTS.incrementAndGet());

    @Test
    void the_document_of_the_api_has_every_path_and_no_other() {
        var served = router.getRoutes().stream()
                .filter(route -> route.getPath() != null && route.getPath().startsWith("/v0/"))
                .flatMap(route -> route.methods().stream()
                        .map(method -> method + " " + route.getPath().replaceAll(":(\\w+)", "{$1}")))
                .collect(Collectors.toUnmodifiableSet());

        assertThat(DocumentedApi.operations()).isEqualTo(served);
    }

    @Test
    void which_keys_the_secrets_need_is_told_as_a_metric() {
        assertThat(TheApi.withoutToken("/q/metrics").body())
                .contains("amser_webhook_secrets{key=\"newest\"")
                .contains("amser_webhook_secrets{key=\"older\"")
                .contains("amser_webhook_secrets{key=\"unknown\"");
    }

    @Test
    void an_endpoint_is_made_with_a_secret_that_is_shown_once() {
        var made = post("/v0/webhooks", alice, """
                {"url": "https://127.0.0.1/hook", "description": "The shop", "event_types": ["payment.succeeded"],
                 "module_address": "0x0000000000000000000000000000000000000002", "plan_id": "7", "ordered": true, "at": "finalized"}""");

        assertThat(made.statusCode()).isEqualTo(201);
        var endpoint = object(made);
        assertThat(endpoint.remove("secret").toString()).startsWith("whsec_");
        assertThat(object(get(path(endpoint), alice)).fieldNames())
                .contains("ledger")
                .doesNotContain("secret");
        assertThat(asItWasMade(object(get(path(endpoint), alice)))).isEqualTo(endpoint);
        assertThat(array(get("/v0/webhooks", alice)).stream())
                .singleElement()
                .satisfies(
                        listed -> assertThat(asItWasMade((JsonObject) listed)).isEqualTo(endpoint));
        assertThat(endpoint.getString("plan_id")).isEqualTo("7");
        assertThat(endpoint.getString("at")).isEqualTo("finalized");
        assertThat(endpoint.getString("state")).isEqualTo("ACTIVE");
    }

    @Test
    void what_is_left_out_of_a_change_stays_and_null_is_nothing() {
        var endpoint = object(post("/v0/webhooks", alice, """
                {"url": "https://127.0.0.1/hook", "description": "The shop", "event_types": ["payment.succeeded"]}"""));

        var changed =
                object(patch(path(endpoint), alice, "{\"event_types\": null, \"ordered\": true, \"at\": \"safe\"}"));

        assertThat(changed.getJsonArray("event_types")).isEmpty();
        assertThat(endpoint.getString("at")).isEqualTo("seen");
        assertThat(changed.getString("at")).isEqualTo("safe");
        assertThat(changed.getBoolean("ordered")).isTrue();
        assertThat(changed.getString("description")).isEqualTo("The shop");
        assertThat(asItWasMade(object(get(path(endpoint), alice)))).isEqualTo(changed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"url": ""}                                                      | url
            {"url": null}                                                    | url
            {"description": "no URL"}                                        | url
            {"url": 7}                                                       | url
            {"url": "https://10.0.0.1/"}                                     | url
            {"url": "https://localhost.:80/"}                                | url
            {"url": "ftp://127.0.0.1/"}                                      | url
            {"url": "https://127.0.0.1/", "event_types": ["payment.lost"]}   | event_types
            {"url": "https://127.0.0.1/", "event_types": "payment.failed"}   | event_types
            {"url": "https://127.0.0.1/", "event_types": [null]}             | event_types
            {"url": "https://127.0.0.1/", "module_address": "0x12"}          | module_address
            {"url": "https://127.0.0.1/", "plan_id": "1"}                    | module_address
            {"url": "https://127.0.0.1/", "plan_id": "-1"}                   | plan_id
            {"url": "https://127.0.0.1/", "plan_id": "4294967296"}           | plan_id
            {"url": "https://127.0.0.1/", "ordered": "yes"}                  | ordered
            {"url": "https://127.0.0.1/", "at": "latest"}                    | at
            {"url": "https://127.0.0.1/", "at": 5}                           | at
            {"url": "https://127.0.0.1/", "event_type": []}                  | event_type
            """)
    void what_cannot_be_is_refused_by_its_name(String body, String parameter) {
        var refused = post("/v0/webhooks", alice, body);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(object(refused).getString("parameter")).isEqualTo(parameter);
        assertThat(array(get("/v0/webhooks", alice))).isEmpty();
    }

    @Test
    void what_is_no_object_is_refused() {
        assertThat(post("/v0/webhooks", alice, "[1]").statusCode()).isEqualTo(400);
        assertThat(post("/v0/webhooks", alice, "{\"url\":").statusCode()).isEqualTo(400);
    }

    @Test
    void the_sixth_endpoint_is_one_too_many_until_one_is_deleted() {
        var endpoints = IntStream.range(0, 5).mapToObj(_ -> made(alice, 9)).toList();

        assertThat(object(post("/v0/webhooks", alice, url(9))).getString("code"))
                .isEqualTo("too_many_endpoints");
        assertThat(delete(path(endpoints.getFirst()), alice).statusCode()).isEqualTo(204);
        assertThat(get(path(endpoints.getFirst()), alice).statusCode()).isEqualTo(404);
        assertThat(post("/v0/webhooks", alice, url(9)).statusCode()).isEqualTo(201);
    }

    @Test
    void a_test_event_arrives_signed_and_is_sent_again_as_the_same_bytes() {
        try (var receiver = new Receiver()) {
            var endpoint = made(alice, receiver.port());
            var webhooks = Webhooks.signedWith(endpoint.getString("secret"));

            var tested = object(post(path(endpoint) + "/test", alice, ""));
            var first = receiver.next();
            var sent = delivered(endpoint, 1).getJsonObject(0);
            post("/v0/webhooks/deliveries/" + sent.getString("id") + "/resend", alice, "");
            var again = receiver.next();
            var all = delivered(endpoint, 2);

            assertThat(webhooks.verified(first::header, first.body().getBytes()).id())
                    .isEqualTo(tested.getString("event_id"));
            assertThat(webhooks.verified(again::header, again.body().getBytes()).type())
                    .isEqualTo("endpoint.test");
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(array(get("/v0/events", alice)).getJsonObject(0).toBuffer())
                    .isEqualTo(first.body());
            assertThat(all.stream().map(one -> ((JsonObject) one).getString("event_id")))
                    .containsOnly(tested.getString("event_id"));
            assertThat(object(get(path(endpoint), alice)).getJsonObject("ledger"))
                    .isEqualTo(new JsonObject("""
                            {"accepted": 2, "delivered": 2, "pending": 0, "parked": 0, "exhausted": 0, "filtered": 0,
                             "dropped": 0, "cancelled": 0}"""));
        }
    }

    @Test
    void an_attempt_is_shown_with_what_was_sent_and_what_came_back() {
        try (var receiver = new Receiver()) {
            var endpoint = made(alice, receiver.port());
            post(path(endpoint) + "/test", alice, "");
            var request = receiver.next();

            var attempt = delivered(endpoint, 1)
                    .getJsonObject(0)
                    .getJsonArray("attempts")
                    .getJsonObject(0);

            assertThat(attempt.getInteger("number")).isEqualTo(1);
            assertThat(attempt.getString("fault")).isNull();
            assertThat(attempt.getJsonObject("request").getJsonObject("headers").getString("webhook-signature"))
                    .isEqualTo(request.header("webhook-signature"));
            assertThat(attempt.getJsonObject("response").getInteger("status")).isEqualTo(200);
            assertThat(attempt.getJsonObject("response").getString("body")).isEqualTo("thanks");
        }
    }

    @Test
    void deliveries_come_page_by_page_newest_first() {
        try (var receiver = new Receiver()) {
            var endpoint = made(alice, receiver.port());
            IntStream.range(0, 3).forEach(_ -> post(path(endpoint) + "/test", alice, ""));
            var all = delivered(endpoint, 3);

            var first = get(path(endpoint) + "/deliveries?limit=2", alice);
            var link = first.headers().firstValue("Link").orElseThrow();
            var second = get(link.substring(1, link.indexOf('>')), alice);

            assertThat(array(first).addAll(array(second))).isEqualTo(all);
            assertThat(second.headers().firstValue("Link")).isEmpty();
        }
    }

    @Test
    void what_becomes_of_one_endpoint_is_told_to_the_others() {
        try (var receiver = new Receiver()) {
            var told = made(alice, receiver.port());
            var about = made(alice, 9);

            assertThat(post(path(about) + "/disable", alice, "").statusCode()).isEqualTo(204);
            var news = receiver.next();

            var event = Webhooks.signedWith(told.getString("secret"))
                    .verified(news::header, news.body().getBytes());
            assertThat(event.type()).isEqualTo("endpoint.disabled");
            assertThat(event.data().get("endpoint_id").asText()).isEqualTo(about.getString("id"));
            assertThat(event.data().get("disabled_by").asText()).isEqualTo("merchant");
            assertThat(object(get(path(about), alice)).getString("disabled_by")).isEqualTo("merchant");
            assertThat(array(get("/v0/events", alice)).getJsonObject(0).toBuffer())
                    .isEqualTo(news.body());
        }
    }

    @Test
    void an_endpoint_is_enabled_once_a_test_has_arrived_and_then_what_it_has_missed_arrives() {
        try (var receiver = new Receiver()) {
            var endpoint = made(alice, receiver.port());
            post(path(endpoint) + "/disable", alice, "");
            post(path(made(alice, 9)) + "/disable", alice, "");
            until(() -> ledger(endpoint).getLong("parked") == 1);

            var enabled = post(path(endpoint) + "/enable", alice, "");
            var first = new JsonObject(receiver.next().body());
            var missed = new JsonObject(receiver.next().body());

            assertThat(enabled.statusCode()).isEqualTo(202);
            assertThat(first.getString("id")).isEqualTo(object(enabled).getString("event_id"));
            assertThat(first.getString("type")).isEqualTo("endpoint.test");
            assertThat(missed.getString("type")).isEqualTo("endpoint.disabled");
            assertThat(state(endpoint)).isEqualTo("ACTIVE");
            assertThat(object(get(path(endpoint), alice)).getValue("disabled_by"))
                    .isNull();
            until(() -> ledger(endpoint).getLong("delivered") == 2);
        }
    }

    @Test
    void an_endpoint_that_does_not_take_the_test_stays_disabled() {
        var endpoint = made(alice, 9);
        post(path(endpoint) + "/disable", alice, "");

        assertThat(post(path(endpoint) + "/enable", alice, "").statusCode()).isEqualTo(202);

        until(() -> state(endpoint).equals("DISABLED") && ledger(endpoint).getLong("parked") == 1);
        assertThat(deliveries(endpoint)
                        .getJsonObject(0)
                        .getJsonArray("attempts")
                        .getJsonObject(0)
                        .getString("fault"))
                .isEqualTo("unreachable");
    }

    @Test
    void only_what_is_disabled_is_enabled_and_only_where_there_is_room() {
        var endpoint = made(alice, 9);

        assertThat(object(post(path(endpoint) + "/enable", alice, "")).getString("code"))
                .isEqualTo("endpoint_not_disabled");
        post(path(endpoint) + "/disable", alice, "");
        IntStream.range(0, 5).forEach(_ -> made(alice, 9));

        assertThat(object(post(path(endpoint) + "/enable", alice, "")).getString("code"))
                .isEqualTo("too_many_endpoints");
        assertThat(state(endpoint)).isEqualTo("DISABLED");
    }

    @Test
    void while_a_rotation_overlaps_both_secrets_sign() {
        try (var receiver = new Receiver()) {
            var endpoint = made(alice, receiver.port());
            var next =
                    object(post(path(endpoint) + "/rotate-secret", alice, "")).getString("secret");

            post(path(endpoint) + "/test", alice, "");
            var overlapping = receiver.next();
            assertThat(post(path(endpoint) + "/promote-secret", alice, "").statusCode())
                    .isEqualTo(204);
            post(path(endpoint) + "/test", alice, "");
            var alone = receiver.next();

            assertThat(overlapping.header("webhook-signature").split(" ")).hasSize(2);
            Webhooks.signedWith(endpoint.getString("secret"))
                    .verified(overlapping::header, overlapping.body().getBytes());
            Webhooks.signedWith(next)
                    .verified(overlapping::header, overlapping.body().getBytes());
            assertThat(alone.header("webhook-signature").split(" ")).hasSize(1);
            Webhooks.signedWith(next).verified(alone::header, alone.body().getBytes());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v0/webhooks/{id}",
        "PATCH, /v0/webhooks/{id}",
        "DELETE, /v0/webhooks/{id}",
        "POST, /v0/webhooks/{id}/rotate-secret",
        "POST, /v0/webhooks/{id}/promote-secret",
        "POST, /v0/webhooks/{id}/test",
        "POST, /v0/webhooks/{id}/disable",
        "POST, /v0/webhooks/{id}/enable",
        "GET, /v0/webhooks/{id}/deliveries",
        "POST, /v0/webhooks/deliveries/{id}/resend",
        "POST, /v0/webhooks/{id}/replay",
        "GET, /v0/webhooks/{id}/replays",
        "GET, /v0/webhooks/replays/{id}",
        "POST, /v0/webhooks/replays/{id}/pause",
        "POST, /v0/webhooks/replays/{id}/resume",
        "POST, /v0/webhooks/replays/{id}/cancel"
    })
    void what_is_another_merchants_is_as_unknown_as_what_never_was(String method, String path) {
        try (var receiver = new Receiver()) {
            var endpoint = made(alice, receiver.port());
            post(path(endpoint) + "/test", alice, "");
            var delivery = delivered(endpoint, 1).getJsonObject(0);
            var replay = object(post(path(endpoint) + "/replay", alice, since()));
            var id = (path.contains("deliveries/{id}") ? delivery : path.contains("replays/{id}") ? replay : endpoint)
                    .getString("id");
            var stranger = ServiceToken.of(bob, Scope.WRITE);

            var foreign = TheApi.ask(method, path.replace("{id}", id), "", stranger);
            var never =
                    TheApi.ask(method, path.replace("{id}", UUID.randomUUID().toString()), "", stranger);
            var none = TheApi.ask(method, path.replace("{id}", "1'--"), "", stranger);

            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(foreign.body()).isEqualTo(never.body()).isEqualTo(none.body());
        }
    }

    @Test
    void a_replay_is_counted_first_then_made_and_shown_until_it_is_over() {
        var endpoint = made(alice, 9);
        post(path(made(alice, 9)) + "/disable", alice, "");
        until(() -> ledger(endpoint).getLong("accepted") == 1);

        var counted = post(path(endpoint) + "/replay", alice, since(true));
        var begun = post(path(endpoint) + "/replay", alice, since());

        assertThat(counted.statusCode()).isEqualTo(200);
        assertThat(object(counted)).isEqualTo(new JsonObject().put("total", 0));
        assertThat(begun.statusCode()).isEqualTo(202);
        var replay = "/v0/webhooks/replays/" + object(begun).getString("id");
        until(() -> object(get(replay, alice)).getString("state").equals("COMPLETED"));
        assertThat(object(get(replay, alice)).getString("endpoint_id")).isEqualTo(endpoint.getString("id"));
        assertThat(array(get(path(endpoint) + "/replays", alice))).hasSize(1);
        assertThat(object(post(replay + "/cancel", alice, "")).getString("code"))
                .isEqualTo("replay_over");
        assertThat(object(post(path(endpoint) + "/replay", alice, "{\"since\": 7}"))
                        .getString("parameter"))
                .isEqualTo("since");
    }

    @Test
    void a_replay_ends_with_its_endpoint_and_none_begins_while_that_is_disabled() {
        var endpoint = made(alice, 9);
        post(path(endpoint) + "/disable", alice, "");
        assertThat(object(post(path(endpoint) + "/replay", alice, since())).getString("code"))
                .isEqualTo("endpoint_disabled");

        var other = made(alice, 9);
        var replay = "/v0/webhooks/replays/"
                + object(post(path(other) + "/replay", alice, since())).getString("id");
        post(replay + "/pause", alice, "");
        delete(path(other), alice);

        assertThat(object(get(replay, alice)).getString("state")).isIn("CANCELLED", "COMPLETED");
        assertThat(get(path(other) + "/replays", alice).statusCode()).isEqualTo(404);
    }

    @Test
    void requests_are_read_over_http_2_as_well_with_a_body_and_without() {
        var merchant = ServiceToken.of(alice, Scope.WRITE);

        for (var i = 0; i < 2; i++) {
            var made = TheApi.askOverHttp2("POST", "/v0/webhooks", url(9), merchant);
            assertThat(made.statusCode()).isEqualTo(201);
            assertThat(TheApi.askOverHttp2("POST", path(object(made)) + "/promote-secret", "", merchant)
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void whoever_only_reads_changes_nothing() {
        var endpoint = made(alice, 9);

        var refused = TheApi.ask("DELETE", path(endpoint), "", ServiceToken.of(alice, Scope.READ));

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(get(path(endpoint), alice).statusCode()).isEqualTo(200);
        assertThat(TheApi.ask("GET", "/v0/webhooks", "", ServiceToken.ofAnyone())
                        .statusCode())
                .isEqualTo(401);
    }

    /** The deliveries of an endpoint, once so many of them have arrived. */
    private JsonArray delivered(JsonObject endpoint, int count) {
        until(() -> deliveries(endpoint).stream()
                        .filter(one -> ((JsonObject) one).getString("status").equals("DELIVERED"))
                        .count()
                == count);
        return deliveries(endpoint);
    }

    private static void until(BooleanSupplier condition) {
        assertThat(Readiness.isReadyWithin(PATIENCE, condition)).isTrue();
    }

    private JsonObject ledger(JsonObject endpoint) {
        return object(get(path(endpoint), alice)).getJsonObject("ledger");
    }

    private String state(JsonObject endpoint) {
        return object(get(path(endpoint), alice)).getString("state");
    }

    private JsonArray deliveries(JsonObject endpoint) {
        return array(get(path(endpoint) + "/deliveries", alice));
    }

    private static JsonObject made(Address merchant, int port) {
        return object(post("/v0/webhooks", merchant, url(port)));
    }

    private static String url(int port) {
        return new JsonObject().put("url", "http://127.0.0.1:" + port + "/hook").encode();
    }

    private static String since() {
        return since(false);
    }

    private static String since(boolean dry) {
        return new JsonObject()
                .put("since", Instant.now().minusSeconds(60).toString())
                .put("dry_run", dry)
                .encode();
    }

    private static String path(JsonObject endpoint) {
        return "/v0/webhooks/" + endpoint.getString("id");
    }

    private static JsonObject asItWasMade(JsonObject endpoint) {
        endpoint.remove("ledger");
        endpoint.remove("failing_since");
        return endpoint;
    }

    private static JsonObject object(HttpResponse<String> response) {
        return new JsonObject(response.body());
    }

    private static JsonArray array(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return new JsonArray(response.body());
    }
}
