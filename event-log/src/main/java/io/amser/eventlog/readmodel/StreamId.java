package io.amser.eventlog.readmodel;

import io.amser.protocol.AllowanceKey;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.event.ChainEvent;

/** Names the events of one state. */
record StreamId(String value) {

    static StreamId of(ChainEvent event) {
        return new StreamId(
                switch (event) {
                    case ChainEvent.OfModule e -> "module/" + e.module();
                    case ChainEvent.OfPlan e -> "plan/" + e.plan();
                    case ChainEvent.OfSubscription e -> subscription(e.subscription());
                    case ChainEvent.OfSubscriber e -> subscriber(e.subscriber());
                    case ChainEvent.OfToken e -> "token/" + e.token();
                    case ChainEvent.OfFees e -> "fees/" + e.origin().key();
                    case ChainEvent.OfProcessor e -> Processors.stream(e.processor());
                    case ChainEvent.OfAllowance e -> allowance(e.allowance());
                });
    }

    static String subscription(SubscriptionKey subscription) {
        return "subscription/" + subscription;
    }

    static String subscriber(SubscriberKey subscriber) {
        return "subscriber/" + subscriber.module() + "/" + subscriber.subscriber();
    }

    static String allowance(AllowanceKey allowance) {
        return "allowance/" + allowance.owner() + "/" + allowance.token() + "/" + allowance.processor();
    }
}
