package io.amser.devstack.restless;

import io.amser.devstack.actor.Subscriber;
import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.protocol.Address;
import io.amser.protocol.Executions;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.ModuleKind;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.FactoryCalls;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.PermitSingle;
import io.amser.protocol.call.ProcessorCalls;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What two merchants, their subscribers and a keeper do, whatever the chain has made of what they did before. */
public final class Traffic {

    private static final List<Account> MERCHANTS = List.of(Account.number(3), Account.number(4));
    private static final List<Account> SUBSCRIBERS =
            List.of(Account.number(5), Account.number(6), Account.number(7), Account.number(8), Account.number(9));
    private static final TokenAmount PRICE = TokenAmount.of(1_000_000);
    private static final TokenAmount PURSE = TokenAmount.of(1_000_000_000_000L);
    private static final MetadataHash METADATA = new MetadataHash("0x" + "5a".repeat(32));
    private static final Duration INTERVAL = Duration.ofDays(1);
    private static final Duration AGES = Duration.ofDays(100_000);
    private static final byte[] ALLOWANCE_STANDS = {};

    private final Node node;
    private final DeployedContracts contracts;
    private final Random random;

    public Traffic(Node node, DeployedContracts contracts, Random random) {
        this.node = node;
        this.contracts = contracts;
        this.random = random;
    }

    /** Gives every subscriber money and Permit2 its allowances; a block comes for each transaction then. */
    public void prepare() {
        for (var account : SUBSCRIBERS) {
            var subscriber = new Subscriber(account, node, contracts);
            subscriber.receive(PURSE);
            subscriber.approvePermit2();
            subscriber.allow(TokenAmount.UNLIMITED_ALLOWANCE, node.time().plus(AGES));
        }
    }

    /** So many deeds, each of which makes sense if none of the others comes in its way. */
    public List<Sending> deeds(int count) {
        var deeds = new ArrayList<Sending>();
        for (int number = 0; number < count; number++) {
            deeds.add(deed());
        }
        return deeds;
    }

    private Sending deed() {
        var merchant = one(MERCHANTS);
        var module = node.ask(FactoryCalls.moduleOf(contracts.factory(), merchant.address(), ModuleKind.SUBSCRIPTIONS));
        if (module.equals(Address.ZERO)) {
            return by(merchant, FactoryCalls.deployModule(contracts.factory(), ModuleKind.SUBSCRIPTIONS));
        }
        long plans = node.ask(ModuleCalls.planCount(module)).value();
        if (plans == 0 || random.nextInt(12) == 0) {
            return by(
                    merchant,
                    ModuleCalls.createPlan(module, PRICE, INTERVAL, Duration.ofHours(6), contracts.token(), METADATA));
        }
        long subscriptions =
                node.ask(ModuleCalls.subscriptionCount(module)).value().longValueExact();
        if (subscriptions == 0 || random.nextInt(5) == 0) {
            return by(one(SUBSCRIBERS), subscribing(new PlanKey(module, new PlanId(1 + random.nextLong(plans)))));
        }
        var id = new SubscriptionId(BigInteger.valueOf(1 + random.nextLong(subscriptions)));
        return about(new SubscriptionKey(module, id), merchant);
    }

    private Call<?> subscribing(PlanKey plan) {
        var now = node.time();
        var permit =
                new PermitSingle(contracts.token(), PURSE, now.plus(AGES), 0, contracts.processor(), now.plus(AGES));
        return ModuleCalls.subscribeWithPermit(plan, Executions.unlimited(), permit, ALLOWANCE_STANDS);
    }

    private Sending about(SubscriptionKey subscription, Account merchant) {
        var subscriber = node.ask(ModuleCalls.subscription(subscription)).subscriber();
        return switch (random.nextInt(9)) {
            case 0 -> new Sending(subscriber, ModuleCalls.pause(subscription));
            case 1 -> new Sending(subscriber, ModuleCalls.resume(subscription));
            case 2 -> new Sending(subscriber, ModuleCalls.cancel(subscription));
            case 3 ->
                new Sending(
                        subscriber,
                        ModuleCalls.updateRemainingExecutions(subscription, Executions.limited(1 + random.nextInt(5))));
            case 4 -> by(merchant, ModuleCalls.blockSubscriber(subscription.module(), subscriber));
            case 5 -> by(merchant, ModuleCalls.unblockSubscriber(subscription.module(), subscriber));
            default -> by(Account.keeper(), ProcessorCalls.batchExecute(contracts.processor(), List.of(subscription)));
        };
    }

    private static Sending by(Account account, Call<?> call) {
        return new Sending(account.address(), call);
    }

    private <T> T one(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }
}
