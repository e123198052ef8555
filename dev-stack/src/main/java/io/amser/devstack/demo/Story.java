package io.amser.devstack.demo;

import io.amser.devstack.actor.Subscriber;
import io.amser.devstack.platform.Platform;
import io.amser.devstack.process.Readiness;
import io.amser.devstack.timeline.Moment;
import io.amser.devstack.wallet.Node;
import io.amser.protocol.FailCode;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.TokenCalls;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.subscription.Status;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A month of billing in a minute, each step checked through the REST API and against the contracts. */
public final class Story {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AN_HOUR = Duration.ofHours(1);

    private final Platform platform;
    private final Node node;
    private final Api api;
    private final Cast cast;
    private final Consumer<String> tell;
    private final List<Step> steps = new ArrayList<>();
    private final Map<SubscriptionKey, Long> lastEventNanos = new ConcurrentHashMap<>();
    private long clockMovedNanos;

    public Story(Platform platform, Api api, Consumer<String> tell) {
        this.platform = platform;
        this.node = platform.node();
        this.api = api;
        this.cast = new Cast(platform.node(), platform.contracts());
        this.tell = tell;
    }

    /** Hears what happens on the chain, to know how long the API takes to follow. */
    public void hear(Moment moment) {
        if (moment.event() instanceof ChainEvent.OfSubscription event) {
            lastEventNanos.put(event.subscription(), System.nanoTime());
        }
    }

    /** Plays it to its end, or to the first step that does not hold. */
    public List<Step> play() {
        var pro = cast.offerPro();
        var alice = cast.aliceSubscribes(pro);
        var bob = cast.bobSubscribes(pro);
        var carol = cast.carolSubscribes(pro);
        return untilOneFails(
                () -> is("Alice pays her first month", cast.alice(), pro, alice, Status.ACTIVE, 1),
                () -> is("Bob pays his first month", cast.bob(), pro, bob, Status.ACTIVE, 1),
                () -> is("Carol pays her first month", cast.carol(), pro, carol, Status.ACTIVE, 1),
                () -> pass(Cast.MONTH),
                () -> is("a month later Alice's renewal is charged", cast.alice(), pro, alice, Status.ACTIVE, 2),
                () -> failed("Bob's renewal fails: no money left", cast.bob(), pro, bob, FailCode.TRANSFER_FAILED),
                () -> failed(
                        "Carol's fails: she allowed too little",
                        cast.carol(),
                        pro,
                        carol,
                        FailCode.INSUFFICIENT_ALLOWANCE),
                () -> topUp(cast.bob()),
                () -> is("Bob's top-up is charged late", cast.bob(), pro, bob, Status.ACTIVE, 2),
                () -> pass(Cast.GRACE.plus(AN_HOUR)),
                () -> is("Carol's access lapses after the grace", cast.carol(), pro, carol, Status.EXPIRED, 1),
                () -> is("Bob keeps his access", cast.bob(), pro, bob, Status.ACTIVE, 2),
                () -> cast.alice().cancel(alice),
                () -> is("Alice cancels", cast.alice(), pro, alice, Status.CANCELLED, 2),
                this::everyUnitIsAccountedFor);
    }

    private List<Step> untilOneFails(Runnable... scenes) {
        for (var scene : scenes) {
            scene.run();
            if (!steps.stream().allMatch(Step::holds)) {
                break;
            }
        }
        return List.copyOf(steps);
    }

    private void pass(Duration time) {
        tell.accept("  … %d days pass".formatted(time.toDays()));
        node.advance(time);
        clockMovedNanos = System.nanoTime();
    }

    private void topUp(Subscriber who) {
        tell.accept("  … Bob receives 10 USDC");
        who.receive(Cast.PRICE);
    }

    private void is(
            String what, Subscriber who, PlanKey plan, SubscriptionKey subscription, Status status, int timesExecuted) {
        boolean known = Readiness.isReadyWithin(
                PATIENCE,
                () -> api.subscription(cast.merchant().address(), subscription)
                        .filter(view -> shows(view, status, timesExecuted))
                        .isPresent());
        long now = System.nanoTime();
        boolean active = status == Status.ACTIVE;
        boolean apiAgrees = api.isAuthorized(plan, who.address()) == active;
        boolean contractAgrees = node.ask(ModuleCalls.isActive(plan, who.address())) == active
                && node.ask(ModuleCalls.subscription(subscription)).windowId().value() == timesExecuted + 1;
        var found = "API says %s, auth/check %s, contract %s"
                .formatted(
                        api.subscription(cast.merchant().address(), subscription)
                                .map(JsonNode::toString)
                                .orElse("nothing"),
                        apiAgrees ? "agrees" : "disagrees",
                        contractAgrees ? "agrees" : "disagrees");
        long since = Math.max(lastEventNanos.getOrDefault(subscription, clockMovedNanos), clockMovedNanos);
        add(new Step(what, known && apiAgrees && contractAgrees, found, millis(now - since)));
    }

    /** Who cannot pay keeps the access through the grace. */
    private void failed(String what, Subscriber who, PlanKey plan, SubscriptionKey subscription, FailCode code) {
        boolean known = Readiness.isReadyWithin(
                PATIENCE,
                () -> activity("FAIL")
                        .anyMatch(row -> row.get("reason").asString().equals(code.apiName())
                                && row.get("allocation_id").asString().equals(allocationId(subscription))));
        long now = System.nanoTime();
        boolean nothingMoved =
                node.ask(ModuleCalls.subscription(subscription)).windowId().value() == 2;
        boolean inGrace = api.isAuthorized(plan, who.address());
        var found = "activity %s, contract %s, access %s"
                .formatted(
                        known ? "agrees" : "tells no such failure",
                        nothingMoved ? "agrees" : "charged it",
                        inGrace ? "stays" : "is gone before the grace is over");
        add(new Step(
                what,
                known && nothingMoved && inGrace,
                found,
                millis(now - lastEventNanos.getOrDefault(subscription, now))));
    }

    /** What the API says was charged, less its fees, is what the merchant holds. */
    private void everyUnitIsAccountedFor() {
        var paidOut = activity("CHARGE")
                .map(row -> new BigInteger(row.get("amount_charged").asString())
                        .subtract(new BigInteger(row.get("fee_paid").asString())))
                .reduce(BigInteger.ZERO, BigInteger::add);
        var held = node.ask(TokenCalls.balanceOf(
                platform.contracts().token(), cast.merchant().address()));
        add(new Step(
                "every unit that the API shows as paid is in the merchant's wallet",
                held.equals(new TokenAmount(paidOut)),
                "the API shows %s, the wallet holds %s".formatted(paidOut, held),
                0));
    }

    private Stream<JsonNode> activity(String type) {
        return StreamSupport.stream(api.activity(cast.merchant().address()).spliterator(), false)
                .filter(row -> row.get("type").asString().equals(type));
    }

    private String allocationId(SubscriptionKey subscription) {
        return api.subscription(cast.merchant().address(), subscription)
                .map(view -> view.get("allocation_id").asString())
                .orElse("");
    }

    private static boolean shows(JsonNode view, Status status, int timesExecuted) {
        return view.get("status").asString().equals(status.name())
                && view.get("times_executed").asInt() == timesExecuted;
    }

    /** The API may know before we have heard of the block ourselves. */
    private static long millis(long nanos) {
        return Math.max(0, Duration.ofNanos(nanos).toMillis());
    }

    private void add(Step step) {
        steps.add(step);
        tell.accept(step.line());
    }
}
