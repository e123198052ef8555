package io.amser.devstack.demo;

import io.amser.devstack.actor.Merchant;
import io.amser.devstack.actor.Subscriber;
import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.protocol.Address;
import io.amser.protocol.Executions;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who appears in the demo: a merchant with the plan "Pro", and three subscribers: Alice has plenty, Bob's money ends with the second charge, and Carol
 * allowed too little for it.
 */
public final class Cast {

    public static final TokenAmount PRICE = TokenAmount.of(10_000_000);
    public static final Duration MONTH = Duration.ofDays(30);
    public static final Duration GRACE = Duration.ofDays(3);

    private static final TokenAmount PLENTY = TokenAmount.of(1_000_000_000);
    private static final TokenAmount ENOUGH_FOR_ONE = TokenAmount.of(15_000_000);
    private static final Duration YEAR = Duration.ofDays(365);

    private final Merchant merchant;
    private final Subscriber alice;
    private final Subscriber bob;
    private final Subscriber carol;

    public Cast(Node node, DeployedContracts contracts) {
        merchant = new Merchant(Account.merchant(), node, contracts);
        alice = new Subscriber(Account.subscriber(0), node, contracts);
        bob = new Subscriber(Account.subscriber(1), node, contracts);
        carol = new Subscriber(Account.subscriber(2), node, contracts);
    }

    /** The accounts that have names in the story. */
    public static Map<Address, String> people() {
        var people = new LinkedHashMap<Address, String>();
        people.put(Account.merchant().address(), "the merchant");
        people.put(Account.subscriber(0).address(), "Alice");
        people.put(Account.subscriber(1).address(), "Bob");
        people.put(Account.subscriber(2).address(), "Carol");
        people.put(Account.keeper().address(), "the keeper");
        people.put(Account.treasury().address(), "the treasury");
        people.put(Account.owner().address(), "the owner");
        return people;
    }

    /** The merchant deploys a module and offers the plan. */
    public PlanKey offerPro() {
        merchant.deployModule();
        return merchant.createPlan("Pro", PRICE, MONTH, GRACE);
    }

    public SubscriptionKey aliceSubscribes(PlanKey plan) {
        return subscribe(alice, plan, PLENTY, TokenAmount.UNLIMITED_ALLOWANCE);
    }

    public SubscriptionKey bobSubscribes(PlanKey plan) {
        return subscribe(bob, plan, ENOUGH_FOR_ONE, TokenAmount.UNLIMITED_ALLOWANCE);
    }

    public SubscriptionKey carolSubscribes(PlanKey plan) {
        return subscribe(carol, plan, PLENTY, ENOUGH_FOR_ONE);
    }

    public Merchant merchant() {
        return merchant;
    }

    public Subscriber alice() {
        return alice;
    }

    public Subscriber bob() {
        return bob;
    }

    public Subscriber carol() {
        return carol;
    }

    private static SubscriptionKey subscribe(Subscriber who, PlanKey plan, TokenAmount money, TokenAmount allowed) {
        who.receive(money);
        who.approvePermit2();
        return who.subscribe(plan, Executions.unlimited(), allowed, YEAR);
    }
}
