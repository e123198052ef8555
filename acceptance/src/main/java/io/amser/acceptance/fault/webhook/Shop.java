package io.amser.acceptance.fault.webhook;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.actor.Merchant;
import io.amser.devstack.session.Session;
import io.amser.devstack.webhook.MerchantServers;
import io.amser.protocol.Address;
import io.amser.protocol.Executions;
import io.amser.protocol.TokenAmount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A merchant with five endpoints, who hears of everything that happens to his subscribers. */
final class Shop implements AutoCloseable {

    static final int ENDPOINTS = 5;
    static final Duration INTERVAL = Duration.ofDays(7);

    private static final TokenAmount PRICE = TokenAmount.of(10_000_000);
    private static final Duration GRACE = Duration.ofDays(3);
    private static final Duration YEARS = Duration.ofDays(3_650);

    private final Session session;
    private final Address module;
    private final int firstServer;
    private final List<String> endpoints = new ArrayList<>();

    private Shop(Session session, Address module, int firstServer) {
        this.session = session;
        this.module = module;
        this.firstServer = firstServer;
    }

    /** The endpoints come first, so that they hear of everything. */
    static Shop open(Stage stage, MerchantServers servers, int number, int subscribers, int windows) {
        var account = stage.newcomer();
        var session = Session.signIn(stage.platform().api(), stage.platform().webApp(), account);
        var merchant = new Merchant(account, stage.node(), stage.platform().contracts());
        var first = number * ENDPOINTS;
        var endpoints = IntStream.range(first, first + ENDPOINTS)
                .mapToObj(server -> made(session, servers, server))
                .toList();
        var shop = new Shop(session, merchant.deployModule(), first);
        shop.endpoints.addAll(endpoints);
        var plan = merchant.createPlan("Weekly", PRICE, INTERVAL, GRACE);
        for (var one = 0; one < subscribers; one++) {
            var subscriber = stage.newSubscriber();
            subscriber.receive(TokenAmount.of(PRICE.value().longValueExact() * (windows + 1)));
            subscriber.approvePermit2();
            subscriber.subscribe(plan, Executions.unlimited(), TokenAmount.UNLIMITED_ALLOWANCE, YEARS);
        }
        return shop;
    }

    private static String made(Session session, MerchantServers servers, int server) {
        return session.post("/v0/webhooks", "{\"url\": \"%s\"}".formatted(servers.uri(server)))
                .expecting(201)
                .json()
                .get("id")
                .asString();
    }

    Address module() {
        return module;
    }

    /** The number of the server behind its n-th endpoint. */
    int server(int endpoint) {
        return firstServer + endpoint;
    }

    /** As the API shows it, with its ledger. */
    JsonNode endpoint(int number) {
        return session.get("/v0/webhooks/" + endpoints.get(number))
                .expecting(200)
                .json();
    }

    /** Everything that the merchant was told, read page by page. */
    List<JsonNode> told() {
        var told = new ArrayList<JsonNode>();
        var page = Optional.of("/v0/events?limit=1000");
        while (page.isPresent()) {
            var answer = session.get(page.get()).expecting(200);
            var events = answer.json();
            events.forEach(told::add);
            page = events.isEmpty() ? Optional.empty() : answer.next();
        }
        return told;
    }

    SequencedSet<String> ids() {
        var ids = new LinkedHashSet<String>();
        told().forEach(event -> ids.add(event.get("id").asString()));
        return ids;
    }

    @Override
    public void close() {
        session.close();
    }
}
