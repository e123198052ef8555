package io.amser.keeper.key;

import io.amser.keeper.concern.Concern;
import io.amser.keeper.concern.Concern.Kind;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.concern.Concerns.Teller;
import io.amser.protocol.Address;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.RawTransaction;

/** Tells while another signer does not sign, and waits for one that is silent once in a round. */
public final class WatchedSigner implements Signer {
    private final Signer signer;
    private final Concerns concerns;
    private @Nullable SignerSilent silence;
    private boolean hasFailed;

    public WatchedSigner(Signer signer, Concerns concerns) {
        this.signer = signer;
        this.concerns = concerns;
    }

    /** A round begins. A signer that failed at nothing in the one before concerns nobody any more. */
    public void begin() {
        if (!hasFailed) {
            concerns.tell(Teller.SIGNER, List.of());
        }
        hasFailed = false;
        silence = null;
    }

    @Override
    public Address address() {
        return signer.address();
    }

    @Override
    public byte[] sign(RawTransaction transaction) {
        if (silence != null) {
            throw silence;
        }
        try {
            return signer.sign(transaction);
        } catch (SigningFailed e) {
            failed(e);
            throw e;
        }
    }

    private void failed(SigningFailed failure) {
        hasFailed = true;
        silence = failure instanceof SignerSilent silent ? silent : null;
        concerns.tell(
                Teller.SIGNER,
                List.of(Concern.of(
                        Kind.SIGNER_SILENT,
                        "nothing new is sent until the signer signs again: " + failure.getMessage())));
    }
}
