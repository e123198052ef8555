package io.amser.bench.history;

import io.amser.devstack.actor.Merchant;
import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.Permit2Calls;
import io.amser.protocol.call.PermitSingle;
import io.amser.protocol.call.ProcessorCalls;
import io.amser.protocol.call.TokenCalls;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Merchants, subscribers and a keeper who charges them window after window, as fast as the local chain can. */
final class BillingHistory {

    static final Instant BEGINNING = Instant.parse("2024-01-01T00:00:00Z");

    private static final TokenAmount PRICE = TokenAmount.of(10_000_000);
    private static final Duration GRACE = Duration.ofDays(3);
    private static final ChainTime FAR_FUTURE = ChainTime.of(Instant.parse("2100-01-01T00:00:00Z"));
    /** The chain's clock runs while blocks are made, so that the first charges are not all at the same time. */
    private static final Duration LATENESS = Duration.ofMinutes(10);

    private static final int FIRST_MERCHANT = 3;
    private static final String TEN_ETHER = "0x8ac7230489e80000";
    private static final long CALL_GAS = 500_000;
    private static final long BATCH_GAS = 10_000_000;

    /** Four calls of each fit in a block. */
    private static final int SUBSCRIBERS_PER_BLOCK = 10;

    /** So many blocks on top make all that was charged final. */
    private static final String BLOCKS_ON_TOP = "0x8";

    private final Node node;
    private final DeployedContracts contracts;
    private final HistoryShape shape;
    private final Transactions transactions;
    private List<PlanKey> plans = List.of();

    BillingHistory(Node node, DeployedContracts contracts, HistoryShape shape) {
        this.node = node;
        this.contracts = contracts;
        this.shape = shape;
        this.transactions = new Transactions(node);
    }

    /** All that comes before the first charge. */
    void begin() {
        node.local("anvil_autoImpersonateAccount", List.of(true));
        plans = IntStream.range(0, shape.merchants()).mapToObj(this::plan).toList();
        node.local("evm_setAutomine", List.of(false));
        subscribe(plans);
    }

    /** @param charged hears after each block how many charges there are */
    void charge(LongConsumer charged) {
        charge(plans, charged);
        node.local("anvil_mine", List.of(BLOCKS_ON_TOP));
    }

    static Account merchant(int number) {
        return Account.number(FIRST_MERCHANT + number);
    }

    private PlanKey plan(int number) {
        var account = merchant(number);
        endow(account.address());
        var merchant = new Merchant(account, node, contracts);
        merchant.deployModule();
        return merchant.createPlan("Weekly", PRICE, shape.interval(), GRACE);
    }

    private void subscribe(List<PlanKey> plans) {
        for (var number = 0; number < shape.subscribers(); number++) {
            subscribe(subscriber(number), plans.get(number / shape.subscribersPerMerchant()));
            if (number % SUBSCRIBERS_PER_BLOCK == SUBSCRIBERS_PER_BLOCK - 1) {
                transactions.mine();
            }
        }
        transactions.mine();
    }

    private void subscribe(Address who, PlanKey plan) {
        var money = new TokenAmount(PRICE.value().multiply(BigInteger.valueOf(shape.windows() + 1L)));
        var unsigned = new PermitSingle(
                contracts.token(), TokenAmount.UNLIMITED_ALLOWANCE, FAR_FUTURE, 0, contracts.processor(), FAR_FUTURE);
        endow(who);
        transactions.send(who, TokenCalls.mint(contracts.token(), who, money), CALL_GAS);
        transactions.send(
                who,
                TokenCalls.approve(contracts.token(), contracts.permit2(), TokenAmount.UNLIMITED_ALLOWANCE),
                CALL_GAS);
        transactions.send(
                who,
                Permit2Calls.approve(
                        contracts.permit2(),
                        contracts.token(),
                        contracts.processor(),
                        TokenAmount.UNLIMITED_ALLOWANCE,
                        FAR_FUTURE),
                CALL_GAS);
        transactions.send(
                who, ModuleCalls.subscribeWithPermit(plan, Executions.unlimited(), unsigned, new byte[0]), CALL_GAS);
    }

    private void charge(List<PlanKey> plans, LongConsumer charged) {
        var keeper = Account.keeper().address();
        var batches = batches(plans);
        var begin = node.time();
        var charges = 0L;
        for (var window = 0; window < shape.windows(); window++) {
            var due = begin.plus(shape.interval().multipliedBy(window))
                    .plus(window == 0 ? Duration.ofSeconds(1) : LATENESS);
            node.local("evm_setNextBlockTimestamp", List.of(due.seconds()));
            for (var batch : batches) {
                transactions.send(keeper, ProcessorCalls.batchExecute(contracts.processor(), batch), BATCH_GAS);
                transactions.mine();
                charges += batch.size();
                charged.accept(charges);
            }
        }
    }

    /** A module numbers its subscriptions from 1. */
    private List<List<SubscriptionKey>> batches(List<PlanKey> plans) {
        var batches = new ArrayList<List<SubscriptionKey>>();
        for (var plan : plans) {
            for (var from = 0; from < shape.subscribersPerMerchant(); from += shape.chargesPerBatch()) {
                var to = Math.min(from + shape.chargesPerBatch(), shape.subscribersPerMerchant());
                batches.add(IntStream.range(from, to)
                        .mapToObj(
                                i -> new SubscriptionKey(plan.module(), new SubscriptionId(BigInteger.valueOf(i + 1L))))
                        .toList());
            }
        }
        return batches;
    }

    /** Nobody has its key, which the local chain does not mind. */
    private static Address subscriber(int number) {
        return new Address("0x5b%038x".formatted(number + 1));
    }

    private void endow(Address account) {
        node.local("anvil_setBalance", List.of(account.value(), TEN_ETHER));
    }
}
