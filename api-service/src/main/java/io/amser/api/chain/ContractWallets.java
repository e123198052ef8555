package io.amser.api.chain;

import io.amser.protocol.Address;
import io.amser.siwe.SignatureProbe;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks wallets that are contracts about signatures, by EIP-1271 at the newest block. */
@ApplicationScoped
public class ContractWallets {
    private final EthCalls calls;

    ContractWallets(EthCalls calls) {
        this.calls = calls;
    }

    /** Whether there is such a wallet and it takes the signature for its own; fails with {@link ChainUnavailable}. */
    public Uni<Boolean> accepts(Address wallet, byte[] digest, byte[] signature) {
        return calls.run(SignatureProbe.code(wallet, digest, signature)).map(SignatureProbe::isYes);
    }
}
