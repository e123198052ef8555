package io.amser.protocol.call;

import io.amser.contracts.FeeOnTransferToken;
import io.amser.contracts.FeeSchedule;
import io.amser.contracts.ModuleFactory;
import io.amser.contracts.NoReturnValueToken;
import io.amser.contracts.PaymentProcessor;
import io.amser.contracts.Permit2;
import io.amser.contracts.SubscriptionModule;
import io.amser.contracts.TestUsd;
import io.amser.contracts.TokenRegistry;
import io.amser.protocol.Address;
import io.amser.protocol.Fees;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint16;
import org.web3j.crypto.ContractUtils;
import org.web3j.utils.Numeric;

/** The data of transactions that create our contracts, as hexadecimal text with 0x. */
public final class CreationCode {
    private CreationCode() {}

    /** All addresses are immutable in the processor; predict the factory's by {@link #addressOf}. */
    public static String paymentProcessor(
            Address owner,
            Address permit2,
            Address factory,
            Address tokenRegistry,
            Address feeSchedule,
            Address treasury) {
        return of(
                PaymentProcessor.BINARY,
                type(owner),
                type(permit2),
                type(factory),
                type(tokenRegistry),
                type(feeSchedule),
                type(treasury));
    }

    /** The implementation behind the clones of one processor. */
    public static String subscriptionModule(Address processor) {
        return of(SubscriptionModule.BINARY, type(processor));
    }

    /** The implementations stand in the order of the module kinds. */
    public static String moduleFactory(List<Address> implementations) {
        var types = implementations.stream().map(CreationCode::type).toList();
        return of(ModuleFactory.BINARY, new DynamicArray<>(org.web3j.abi.datatypes.Address.class, types));
    }

    public static String tokenRegistry(Address owner) {
        return of(TokenRegistry.BINARY, type(owner));
    }

    public static String feeSchedule(Address owner, Fees defaultFees) {
        return of(
                FeeSchedule.BINARY,
                type(owner),
                new Uint16(defaultFees.protocolFee().value()),
                new Uint16(defaultFees.keeperShare().value()));
    }

    /** Uniswap's own; only by its CREATE2 recipe does it land on its canonical address. */
    public static String permit2() {
        return of(Permit2.BINARY);
    }

    public static String testUsd() {
        return of(TestUsd.BINARY);
    }

    public static String feeOnTransferToken() {
        return of(FeeOnTransferToken.BINARY);
    }

    public static String noReturnValueToken() {
        return of(NoReturnValueToken.BINARY);
    }

    /** Where a contract lands that {@code deployer} creates in its transaction number {@code nonce}. */
    public static Address addressOf(Address deployer, long nonce) {
        return new Address(ContractUtils.generateContractAddress(deployer.value(), BigInteger.valueOf(nonce)));
    }

    @SuppressWarnings("rawtypes")
    private static String of(String binary, Type... arguments) {
        return Numeric.prependHexPrefix(binary) + FunctionEncoder.encodeConstructor(Arrays.asList(arguments));
    }

    private static org.web3j.abi.datatypes.Address type(Address address) {
        return new org.web3j.abi.datatypes.Address(address.value());
    }
}
