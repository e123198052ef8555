package io.amser.devstack.actor;

import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.devstack.wallet.Wallet;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TxHash;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.Permit2Calls;
import io.amser.protocol.call.PermitSingle;
import io.amser.protocol.call.TokenCalls;
import java.time.Duration;

/** Somebody who pays by subscription. */
public final class Subscriber {

    private static final Duration SIGNATURE_LIFETIME = Duration.ofHours(1);

    private final Wallet wallet;
    private final Node node;
    private final DeployedContracts contracts;

    public Subscriber(Account account, Node node, DeployedContracts contracts) {
        this.wallet = new Wallet(account, node, ChainServer.CHAIN_ID);
        this.node = node;
        this.contracts = contracts;
    }

    public Address address() {
        return wallet.address();
    }

    /** Gets test dollars from nowhere, and says in which transaction. */
    public TxHash receive(TokenAmount amount) {
        return new TxHash(wallet.execute(TokenCalls.mint(contracts.token(), address(), amount))
                .getTransactionHash());
    }

    /** Lets Permit2 move the token, which a wallet does once for all that it signs later. */
    public void approvePermit2() {
        wallet.execute(TokenCalls.approve(contracts.token(), contracts.permit2(), TokenAmount.UNLIMITED_ALLOWANCE));
    }

    /** Signs that much for so long, and subscribes. */
    public SubscriptionKey subscribe(PlanKey plan, Executions budget, TokenAmount allowed, Duration time) {
        var permit = permit(allowed, node.time().plus(time));
        wallet.execute(ModuleCalls.subscribeWithPermit(plan, budget, permit, wallet.sign(permit, contracts.permit2())));
        return new SubscriptionKey(plan.module(), node.ask(ModuleCalls.subscriptionOf(plan, address())));
    }

    /** Sets at Permit2 what may be taken from now on, over all subscriptions. */
    public void allow(TokenAmount amount, ChainTime until) {
        wallet.execute(
                Permit2Calls.approve(contracts.permit2(), contracts.token(), contracts.processor(), amount, until));
    }

    public void cancel(SubscriptionKey subscription) {
        wallet.execute(ModuleCalls.cancel(subscription));
    }

    public void pause(SubscriptionKey subscription) {
        wallet.execute(ModuleCalls.pause(subscription));
    }

    public void resume(SubscriptionKey subscription) {
        wallet.execute(ModuleCalls.resume(subscription));
    }

    /** Agrees to so many more charges; this also revives a cancelled subscription. */
    public void setBudget(SubscriptionKey subscription, Executions budget) {
        wallet.execute(ModuleCalls.updateRemainingExecutions(subscription, budget));
    }

    public TokenAmount balance() {
        return node.ask(TokenCalls.balanceOf(contracts.token(), address()));
    }

    private PermitSingle permit(TokenAmount amount, ChainTime expiration) {
        var key = new AllowanceKey(contracts.processor(), address(), contracts.token());
        var standing = node.ask(Permit2Calls.allowance(contracts.permit2(), key));
        return new PermitSingle(
                contracts.token(),
                amount,
                expiration,
                standing.nonce(),
                contracts.processor(),
                node.time().plus(SIGNATURE_LIFETIME));
    }
}
