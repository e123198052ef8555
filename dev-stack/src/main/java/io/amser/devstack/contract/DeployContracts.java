package io.amser.devstack.contract;

import io.amser.devstack.server.ChainServer;
import io.amser.devstack.wallet.Account;
import io.amser.devstack.wallet.Node;
import io.amser.devstack.wallet.Wallet;
import io.amser.protocol.Address;
import io.amser.protocol.BasisPoints;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.Fees;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TokenKind;
import io.amser.protocol.call.CreationCode;
import io.amser.protocol.call.ProcessorCalls;
import io.amser.protocol.call.TokenRegistryCalls;
import java.util.List;

/** Puts the protocol on an empty local chain, with the real Permit2 at its canonical address. */
public final class DeployContracts {

    /** The same on every chain, because it follows from the code and this deployer. */
    private static final Address PERMIT2 = new Address("0x000000000022d473030f116ddee9f6b43ac78ba3");

    private static final Address CREATE2_DEPLOYER = new Address("0x4e59b44847b379578588920ca78fbf26c0b4956c");
    private static final String PERMIT2_SALT = "0x0000000000000000000000000000000000000000d3af2663da51c10215000000";

    /** One per cent to the protocol, and a tenth of that to the keeper. */
    private static final Fees FEES = new Fees(new BasisPoints(100), new BasisPoints(1_000));

    private final Node node;
    private final Wallet owner;

    public DeployContracts(Node node) {
        this.node = node;
        this.owner = new Wallet(Account.owner(), node, ChainServer.CHAIN_ID);
    }

    public DeployedContracts deploy() {
        var startBlock = new BlockNumber(node.latestBlock().getNumber().longValueExact());
        owner.execute(CREATE2_DEPLOYER, PERMIT2_SALT + CreationCode.permit2().substring(2));
        var token = owner.create(CreationCode.testUsd());
        var registry = owner.create(CreationCode.tokenRegistry(owner.address()));
        var fees = owner.create(CreationCode.feeSchedule(owner.address(), FEES));
        var processor = processor(registry, fees);
        var module = owner.create(CreationCode.subscriptionModule(processor));
        var factory = owner.create(CreationCode.moduleFactory(List.of(module)));
        var contracts = new DeployedContracts(PERMIT2, registry, fees, processor, factory, token, startBlock);
        allow(contracts);
        return contracts;
    }

    /** Its factory comes two contracts later: a contract's address follows from its creator's nonce. */
    private Address processor(Address registry, Address fees) {
        var factory = CreationCode.addressOf(owner.address(), owner.nextNonce() + 2);
        return owner.create(CreationCode.paymentProcessor(
                owner.address(),
                PERMIT2,
                factory,
                registry,
                fees,
                Account.treasury().address()));
    }

    private void allow(DeployedContracts contracts) {
        owner.execute(TokenRegistryCalls.setPolicy(
                contracts.tokenRegistry(),
                contracts.token(),
                true,
                TokenAmount.of(1),
                TokenAmount.UNLIMITED_ALLOWANCE,
                TokenKind.PERMIT));
        owner.execute(
                ProcessorCalls.setKeeper(contracts.processor(), Account.keeper().address(), true));
    }
}
