package io.amser.protocol.onchain;

import static io.amser.protocol.onchain.Accounts.KEEPER;
import static io.amser.protocol.onchain.Accounts.MERCHANT;
import static io.amser.protocol.onchain.Accounts.OWNER;
import static io.amser.protocol.onchain.Accounts.SUBSCRIBER;
import static io.amser.protocol.onchain.Accounts.TREASURY;
import static io.amser.protocol.onchain.LocalChain.succeeded;

import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.BasisPoints;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.Fees;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.ModuleKind;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TokenKind;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.CreationCode;
import io.amser.protocol.call.FactoryCalls;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.Permit2Calls;
import io.amser.protocol.call.PermitSingle;
import io.amser.protocol.call.ProcessorCalls;
import io.amser.protocol.call.TokenCalls;
import io.amser.protocol.call.TokenRegistryCalls;
import io.amser.protocol.decoding.Deployment;
import io.amser.protocol.decoding.KnownContracts;
import java.time.Duration;
import java.util.List;

/** The protocol on a local chain, with a merchant, an hourly plan and a subscriber who has the money. */
record Platform(
        LocalChain chain,
        Address token,
        Address registry,
        Address fees,
        Address processor,
        Address factory,
        Address module) {

    static final Address PERMIT2 = Address.parse("0x000000000022D473030F116dDEE9F6B43aC78BA3");
    static final TokenAmount PRICE = TokenAmount.of(10_000_000);
    static final Duration HOUR = Duration.ofHours(1);
    static final Duration GRACE = Duration.ofMinutes(20);
    static final Fees FEES = new Fees(new BasisPoints(100), new BasisPoints(2_000));

    private static final Address CREATE2_DEPLOYER = Address.parse("0x4e59b44847b379578588920cA78FbF26c0B4956C");
    private static final String PERMIT2_SALT = "0x0000000000000000000000000000000000000000d3af2663da51c10215000000";
    private static final TokenAmount RICHES = TokenAmount.of(1_000_000_000_000L);

    static Platform deploy(LocalChain chain) {
        var permit2 = PERMIT2_SALT + CreationCode.permit2().substring(2);
        succeeded(chain.send(OWNER, CREATE2_DEPLOYER, permit2));
        var token = chain.create(OWNER, CreationCode.testUsd());
        var registry = chain.create(OWNER, CreationCode.tokenRegistry(OWNER));
        var fees = chain.create(OWNER, CreationCode.feeSchedule(OWNER, FEES));
        var factory = CreationCode.addressOf(OWNER, chain.nonce(OWNER).longValueExact() + 2);
        var processor =
                chain.create(OWNER, CreationCode.paymentProcessor(OWNER, PERMIT2, factory, registry, fees, TREASURY));
        var implementation = chain.create(OWNER, CreationCode.subscriptionModule(processor));
        chain.create(OWNER, CreationCode.moduleFactory(List.of(implementation)));
        succeeded(chain.send(MERCHANT, FactoryCalls.deployModule(factory, ModuleKind.SUBSCRIPTIONS)));
        var module = chain.ask(FactoryCalls.moduleOf(factory, MERCHANT, ModuleKind.SUBSCRIPTIONS));
        var platform = new Platform(chain, token, registry, fees, processor, factory, module);
        platform.open();
        return platform;
    }

    private void open() {
        does(
                OWNER,
                TokenRegistryCalls.setPolicy(
                        registry, token, true, TokenAmount.of(1), TokenAmount.UNLIMITED_ALLOWANCE, TokenKind.PERMIT));
        does(OWNER, ProcessorCalls.setKeeper(processor, KEEPER, true));
        does(
                MERCHANT,
                ModuleCalls.createPlan(module, PRICE, HOUR, GRACE, token, new MetadataHash("0x" + "77".repeat(32))));
        does(SUBSCRIBER, TokenCalls.mint(token, SUBSCRIBER, RICHES));
        does(SUBSCRIBER, TokenCalls.approve(token, PERMIT2, RICHES));
    }

    /** Sends what has to succeed. */
    void does(Address sender, Call<?> call) {
        succeeded(chain.send(sender, call));
    }

    SubscriptionKey subscribe(TokenAmount allowance, Duration duration) {
        var expiration = chain.now().plus(duration);
        var nonce = chain.ask(Permit2Calls.allowance(PERMIT2, allowance())).nonce();
        var permit = new PermitSingle(token, allowance, expiration, nonce, processor, expiration);
        var signature = permit.sign(Accounts.key(4), LocalChain.ID, PERMIT2);
        does(SUBSCRIBER, ModuleCalls.subscribeWithPermit(plan(), Executions.unlimited(), permit, signature));
        return subscription();
    }

    /** The subscriber sets the allowance at Permit2 itself. */
    Call<?> approve(TokenAmount amount, ChainTime expiration) {
        return Permit2Calls.approve(PERMIT2, token, processor, amount, expiration);
    }

    Call<?> lockdown() {
        return Permit2Calls.lockdown(PERMIT2, token, processor);
    }

    AllowanceKey allowance() {
        return new AllowanceKey(processor, SUBSCRIBER, token);
    }

    PlanKey plan() {
        return new PlanKey(module, new PlanId(1));
    }

    SubscriptionKey subscription() {
        return new SubscriptionKey(module, SubscriptionId.of(1));
    }

    KnownContracts knownContracts() {
        return KnownContracts.of(List.of(new Deployment(processor, factory)), registry, fees, PERMIT2);
    }
}
