package io.amser.devstack.contract;

import io.amser.contracts.FeeSchedule;
import io.amser.contracts.ModuleFactory;
import io.amser.contracts.PaymentProcessor;
import io.amser.contracts.Permit2;
import io.amser.contracts.SubscriptionModule;
import io.amser.contracts.TestUsd;
import io.amser.contracts.TokenRegistry;
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
import io.amser.protocol.call.FeeScheduleCalls;
import io.amser.protocol.call.ProcessorCalls;
import io.amser.protocol.call.TokenRegistryCalls;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Type;

/** Puts the protocol on an empty local chain, with the real Permit2 at its canonical address. */
public final class DeployContracts {

    /** The same on every chain, because it follows from the code and this deployer. */
    private static final Address PERMIT2 = new Address("0x000000000022d473030f116ddee9f6b43ac78ba3");

    private static final Address CREATE2_DEPLOYER = new Address("0x4e59b44847b379578588920ca78fbf26c0b4956c");
    private static final String PERMIT2_SALT = "0000000000000000000000000000000000000000d3af2663da51c10215000000";

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
        owner.execute(CREATE2_DEPLOYER, "0x" + PERMIT2_SALT + without0x(Permit2.BINARY));
        var token = owner.create(initCode(TestUsd.BINARY));
        var registry = owner.create(initCode(TokenRegistry.BINARY, argument(owner.address())));
        var fees = owner.create(initCode(FeeSchedule.BINARY, argument(owner.address())));
        var processor = processor(registry, fees);
        var module = owner.create(initCode(SubscriptionModule.BINARY, argument(processor)));
        var factory = owner.create(initCode(
                ModuleFactory.BINARY,
                new DynamicArray<>(org.web3j.abi.datatypes.Address.class, List.of(argument(module)))));
        var contracts = new DeployedContracts(PERMIT2, registry, fees, processor, factory, token, startBlock);
        settle(contracts);
        return contracts;
    }

    /** Its factory comes two contracts later: a contract's address follows from its creator's nonce. */
    private Address processor(Address registry, Address fees) {
        var factory = node.addressOfContractAfter(owner.address(), 2);
        return owner.create(initCode(
                PaymentProcessor.BINARY,
                argument(owner.address()),
                argument(PERMIT2),
                argument(factory),
                argument(registry),
                argument(fees),
                argument(Account.treasury().address())));
    }

    private void settle(DeployedContracts contracts) {
        owner.execute(TokenRegistryCalls.setPolicy(
                contracts.tokenRegistry(),
                contracts.token(),
                true,
                TokenAmount.of(1),
                TokenAmount.UNLIMITED_ALLOWANCE,
                TokenKind.PERMIT));
        owner.execute(FeeScheduleCalls.setDefaultFees(contracts.feeSchedule(), FEES));
        owner.execute(
                ProcessorCalls.setKeeper(contracts.processor(), Account.keeper().address(), true));
    }

    private static org.web3j.abi.datatypes.Address argument(Address address) {
        return new org.web3j.abi.datatypes.Address(address.value());
    }

    @SuppressWarnings("rawtypes")
    private static String initCode(String binary, Type... arguments) {
        return "0x" + without0x(binary) + without0x(FunctionEncoder.encodeConstructor(List.of(arguments)));
    }

    private static String without0x(String hex) {
        return hex.startsWith("0x") ? hex.substring(2) : hex;
    }
}
