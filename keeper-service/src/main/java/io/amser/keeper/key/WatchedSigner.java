package io.amser.keeper.key;

import io.amser.keeper.concern.Concern;
import io.amser.keeper.concern.Concern.Kind;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.concern.Concerns.Teller;
import io.amser.protocol.Address;
import java.util.List;
import org.web3j.crypto.RawTransaction;

/** Tells while another signer does not sign. */
public record WatchedSigner(Signer signer, Concerns concerns) implements Signer {

    @Override
    public Address address() {
        return signer.address();
    }

    @Override
    public byte[] sign(RawTransaction transaction) {
        try {
            var signed = signer.sign(transaction);
            concerns.tell(Teller.SIGNER, List.of());
            return signed;
        } catch (SigningFailed e) {
            concerns.tell(
                    Teller.SIGNER,
                    List.of(Concern.of(
                            Kind.SIGNER_SILENT,
                            "nothing new is sent until the signer signs again: " + e.getMessage())));
            throw e;
        }
    }
}
