package io.amser.webhook.event;

import io.amser.eventlog.PaymentAtRisk;
import io.amser.protocol.Address;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.EventId;
import io.amser.protocol.PlanId;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.OfAllowance;
import io.amser.protocol.event.ChainEvent.OfFees;
import io.amser.protocol.event.ChainEvent.OfModule;
import io.amser.protocol.event.ChainEvent.OfPlan;
import io.amser.protocol.event.ChainEvent.OfProcessor;
import io.amser.protocol.event.ChainEvent.OfSubscriber;
import io.amser.protocol.event.ChainEvent.OfSubscription;
import io.amser.protocol.event.ChainEvent.OfToken;
import io.amser.protocol.event.ChainEvent.SubscriptionCreated;
import io.amser.protocol.event.EventOrigin;
import io.amser.protocol.subscription.Plan;
import io.amser.protocol.subscription.Subscription;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How an event of the chain is told to the merchant whom it concerns. */
public final class Telling {
    /** What a retraction repeats of what it takes back: whom it concerned and where it stood, but nothing that followed. */
    private static final List<String> OF_WHOM = List.of(
            "merchant",
            "module_address",
            "on_chain_id",
            "allocation_id",
            "user_address",
            "plan_id_on_chain",
            "block_time",
            "block_number",
            "tx_hash",
            "incomplete");

    private Telling() {}

    /**
     * Empty for an event that nobody is told of.
     *
     * @param returns how often the event has been taken back before
     */
    public static Optional<Told> of(ChainEvent event, Circumstances around, long returns) {
        return EventType.of(event)
                .flatMap(type -> subject(event, around)
                        .map(subject -> new Told(
                                WebhookIds.afterReturns(event.id(), returns),
                                type,
                                subject,
                                new EventData(event, around).json(),
                                Optional.of(event.origin().blockNumber()))));
    }

    /** That an event has been taken back which was told as {@code Telling.of(event, …, returns)} said. */
    public static Optional<Told> ofRetraction(ChainEvent event, Circumstances around, long returns) {
        return EventType.of(event)
                .flatMap(type -> subject(event, around)
                        .map(subject -> retraction(
                                event, around, WebhookIds.afterReturns(event.id(), returns), subject, type)));
    }

    /** The id of a lapse before its first return. */
    public static EventId id(Lapse lapse, LapseAround around, ChainId chain) {
        return WebhookIds.ofLapse(chain, around.state().subscription().key(), lapse);
    }

    /** What has happened because time went by, noticed by the time of this block. */
    public static Told ofLapse(Lapse lapse, LapseAround around, ChainId chain, BlockNumber block, long returns) {
        var subscription = around.state().subscription();
        return new Told(
                WebhookIds.afterReturns(id(lapse, around, chain), returns),
                lapse.type(),
                new Subject(
                        around.merchant(),
                        Optional.of(subscription.key().module()),
                        Optional.of(subscription.planId()),
                        Optional.of(subscription.key().id())),
                new LapseData(chain, block, around).of(lapse),
                Optional.of(block));
    }

    /** What a keeper foresees; without its subscription, should a record of the log be missing here. */
    public static Told ofRisk(PaymentAtRisk risk, Optional<Subscription> subscription, Optional<Plan> plan) {
        var subject = new Subject(
                risk.merchant(),
                Optional.of(risk.subscription().module()),
                subscription.map(Subscription::planId),
                Optional.of(risk.subscription().id()));
        return new Told(risk.id(), EventType.PAYMENT_AT_RISK, subject, RiskData.of(risk, subscription, plan));
    }

    /** That what was told so has turned out not to be. */
    public static Told ofRetraction(Told told) {
        var data = new JsonObject()
                .put("retracted_event_id", told.id().value())
                .put("retracted_type", told.type().apiName());
        OF_WHOM.stream()
                .filter(told.data()::containsKey)
                .forEach(name -> data.put(name, told.data().getValue(name)));
        return new Told(WebhookIds.retractionOf(told.id()), EventType.EVENT_RETRACTED, told.subject(), data);
    }

    /** What a retraction takes back. */
    public static EventId retracted(Told retraction) {
        return new EventId(retraction.data().getString("retracted_event_id"));
    }

    /** That the merchant wants to see whether an endpoint listens; {@code number} tells one test of it from all others. */
    public static Told ofTest(Address merchant, UUID endpoint, long number) {
        return ofEndpoint(EventType.ENDPOINT_TEST, merchant, endpoint, number, new JsonObject());
    }

    /** What has become of an endpoint; {@code number} tells this change of it from all others. */
    public static Told ofEndpoint(EventType type, Address merchant, UUID endpoint, long number, JsonObject more) {
        return new Told(
                WebhookIds.ofEndpoint(endpoint, type, number),
                type,
                new Subject(merchant, Optional.empty(), Optional.empty(), Optional.empty()),
                new JsonObject()
                        .put("merchant", merchant.value())
                        .put("endpoint_id", endpoint.toString())
                        .mergeIn(more));
    }

    private static Told retraction(
            ChainEvent event, Circumstances around, EventId told, Subject subject, EventType type) {
        var data = new JsonObject()
                .put("retracted_event_id", told.value())
                .put("retracted_type", type.apiName())
                .mergeIn(new EventData(event, around).ofWhom());
        return new Told(WebhookIds.retractionOf(told), EventType.EVENT_RETRACTED, subject, data);
    }

    private static Optional<Subject> subject(ChainEvent event, Circumstances around) {
        return merchant(event.origin()).map(merchant -> switch (event) {
            case OfSubscription about ->
                new Subject(
                        merchant,
                        Optional.of(about.subscription().module()),
                        plan(about, around),
                        Optional.of(about.subscription().id()));
            case OfPlan about ->
                new Subject(
                        merchant,
                        Optional.of(about.plan().module()),
                        Optional.of(about.plan().id()),
                        Optional.<SubscriptionId>empty());
            case OfSubscriber _, OfModule _, OfToken _, OfFees _, OfProcessor _, OfAllowance _ ->
                new Subject(
                        merchant,
                        Optional.ofNullable(event.origin().module()),
                        Optional.<PlanId>empty(),
                        Optional.<SubscriptionId>empty());
        });
    }

    static Optional<PlanId> plan(OfSubscription event, Circumstances around) {
        return event instanceof SubscriptionCreated created
                ? Optional.of(created.plan())
                : around.subscription().map(Subscription::planId);
    }

    private static Optional<Address> merchant(EventOrigin origin) {
        return Optional.ofNullable(origin.merchant());
    }
}
