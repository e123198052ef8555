package io.amser.devstack.timeline;

import io.amser.protocol.Address;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.event.ChainEvent;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names of what appears in the story: people by address, plans and subscriptions as the events introduce them. */
final class Names {

    private record Token(int decimals, String symbol) {}

    private final Map<Address, String> people;
    private final Map<PlanKey, String> plans = new ConcurrentHashMap<>();
    private final Map<SubscriptionKey, Address> subscribers = new ConcurrentHashMap<>();
    private final Map<Address, Token> tokens = new ConcurrentHashMap<>();

    /** @param people names by address; whoever is not among them appears by a shortened address */
    Names(Map<Address, String> people) {
        this.people = Map.copyOf(people);
    }

    /** Remembers what later events refer to. */
    void learn(ChainEvent event) {
        switch (event) {
            case ChainEvent.PlanCreated e -> {
                tokens.put(e.token(), new Token(e.decimals(), e.symbol()));
                plans.put(e.plan(), "plan " + e.plan().id());
            }
            case ChainEvent.TokenPolicySet e ->
                tokens.put(
                        e.token(), new Token(e.policy().decimals(), e.policy().symbol()));
            case ChainEvent.OfStanding e -> subscribers.put(e.subscription(), e.subscriber());
            default -> {
                // introduces nothing
            }
        }
    }

    String person(Address address) {
        return people.getOrDefault(address, shortened(address));
    }

    String plan(PlanKey plan) {
        return plans.getOrDefault(plan, "plan " + plan.id());
    }

    String subscriber(SubscriptionKey subscription) {
        var address = subscribers.get(subscription);
        return address == null ? "subscription " + subscription.id() : person(address);
    }

    /** An amount as people write it: {@code 9.90 USDC}. */
    String amount(Address token, TokenAmount amount) {
        var known = tokens.get(token);
        if (known == null) {
            return amount + " units of " + shortened(token);
        }
        var number = new BigDecimal(amount.value(), known.decimals()).stripTrailingZeros();
        var cents = number.scale() < 2 ? number.setScale(number.scale() <= 0 ? 0 : 2) : number;
        return cents.toPlainString() + " " + known.symbol();
    }

    private static String shortened(Address address) {
        return address.value().substring(0, 6) + "…" + address.value().substring(38);
    }
}
