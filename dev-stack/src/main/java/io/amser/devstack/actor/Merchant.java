package io.amser.devstack.actor;

import io.amser.devstack.contract.DeployedContracts;
import io.amser.devstack.server.ChainServer;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.devstack.wallet.Wallet;
import io.amser.protocol.Address;
import io.amser.protocol.MetadataHash;
import io.amser.protocol.ModuleKind;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.FactoryCalls;
import io.amser.protocol.call.ModuleCalls;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/** Somebody who is paid by subscription. */
public final class Merchant {

    private final Wallet wallet;
    private final Node node;
    private final DeployedContracts contracts;

    public Merchant(Account account, Node node, DeployedContracts contracts) {
        this.wallet = new Wallet(account, node, ChainServer.CHAIN_ID);
        this.node = node;
        this.contracts = contracts;
    }

    public Address address() {
        return wallet.address();
    }

    public Address deployModule() {
        wallet.execute(FactoryCalls.deployModule(contracts.factory(), ModuleKind.SUBSCRIPTIONS));
        return module();
    }

    public Address module() {
        return node.ask(FactoryCalls.moduleOf(contracts.factory(), address(), ModuleKind.SUBSCRIPTIONS));
    }

    /** Offers a plan; its name stays off chain, proven by the hash of its description and name in RFC 8785's form. */
    public PlanKey createPlan(String name, TokenAmount price, Duration interval, Duration gracePeriod) {
        var module = module();
        var metadata = "{\"description\":\"\",\"name\":\"%s\"}".formatted(name);
        var hash = new MetadataHash(Numeric.toHexString(Hash.sha3(metadata.getBytes(StandardCharsets.UTF_8))));
        wallet.execute(ModuleCalls.createPlan(module, price, interval, gracePeriod, contracts.token(), hash));
        return new PlanKey(module, node.ask(ModuleCalls.planCount(module)));
    }

    public void block(Address subscriber) {
        wallet.execute(ModuleCalls.blockSubscriber(module(), subscriber));
    }

    public void unblock(Address subscriber) {
        wallet.execute(ModuleCalls.unblockSubscriber(module(), subscriber));
    }

    public void recover(SubscriptionKey subscription) {
        wallet.execute(ModuleCalls.recover(subscription));
    }
}
