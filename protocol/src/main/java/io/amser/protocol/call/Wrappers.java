package io.amser.protocol.call;

import io.amser.contracts.FeeSchedule;
import io.amser.contracts.IERC20Metadata;
import io.amser.contracts.ModuleFactory;
import io.amser.contracts.PaymentProcessor;
import io.amser.contracts.Permit2;
import io.amser.contracts.SubscriptionModule;
import io.amser.contracts.TestUsd;
import io.amser.contracts.TokenRegistry;
import io.amser.protocol.Address;
import org.web3j.protocol.Web3j;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.ContractGasProvider;

/** The generated wrappers, for their encoding alone: they have no chain to talk to. */
final class Wrappers {
    static final PaymentProcessor PROCESSOR = offline(PaymentProcessor::load);
    static final SubscriptionModule MODULE = offline(SubscriptionModule::load);
    static final ModuleFactory FACTORY = offline(ModuleFactory::load);
    static final TokenRegistry TOKEN_REGISTRY = offline(TokenRegistry::load);
    static final FeeSchedule FEE_SCHEDULE = offline(FeeSchedule::load);
    static final Permit2 PERMIT2 = offline(Permit2::load);
    static final IERC20Metadata TOKEN = offline(IERC20Metadata::load);
    static final TestUsd TEST_USD = offline(TestUsd::load);

    private Wrappers() {}

    /** How every wrapper is loaded. */
    private interface Loader<W> {
        W load(String address, Web3j web3j, TransactionManager transactions, ContractGasProvider gas);
    }

    @SuppressWarnings("NullAway") // Nothing is ever sent.
    private static <W> W offline(Loader<W> loader) {
        return loader.load(Address.ZERO.value(), null, null, null);
    }
}
