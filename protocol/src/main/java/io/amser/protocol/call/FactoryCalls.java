package io.amser.protocol.call;

import static io.amser.protocol.call.Wrappers.FACTORY;

import io.amser.protocol.Address;
import io.amser.protocol.ModuleKind;
import java.math.BigInteger;
import org.web3j.abi.TypeReference;

/** Calls of the module factory. */
public final class FactoryCalls {
    private FactoryCalls() {}

    /** Deploys the sender's module: one of each kind. */
    public static Call<Address> deployModule(Address factory, ModuleKind kind) {
        return Call.transaction(
                factory,
                FACTORY.deployModule(moduleId(kind)),
                new TypeReference<org.web3j.abi.datatypes.Address>() {},
                answer -> answer.address(0));
    }

    /** The zero address where the merchant has none. */
    public static Call<Address> moduleOf(Address factory, Address merchant, ModuleKind kind) {
        return Call.question(factory, FACTORY.moduleOf(merchant.value(), moduleId(kind)), answer -> answer.address(0));
    }

    public static Call<Boolean> isModule(Address factory, Address module) {
        return Call.question(factory, FACTORY.isModule(module.value()), answer -> answer.bool(0));
    }

    private static BigInteger moduleId(ModuleKind kind) {
        return switch (kind) {
            case SUBSCRIPTIONS -> BigInteger.ZERO;
            case CREDITS -> BigInteger.ONE;
        };
    }
}
