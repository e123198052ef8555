package io.amser.keeper.submission;

import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.Head;
import io.amser.keeper.journal.Charges;
import io.amser.keeper.journal.GasFees;
import io.amser.keeper.journal.Payload;
import io.amser.keeper.journal.Slot;
import io.amser.keeper.journal.Submissions;
import io.amser.keeper.key.Signer;
import io.amser.keeper.sql.Database;
import io.amser.keeper.sql.Session;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import org.jboss.logging.Logger;

/** Brings the sequence of nonces back in line with the chain, wherever the two differ. */
public final class NonceHealer {
    private static final Logger LOG = Logger.getLogger(NonceHealer.class);

    private final Chain chain;
    private final Database database;
    private final SubmissionConfig config;
    private final Address key;
    private final Signing signing;

    public NonceHealer(Chain chain, Database database, Signer signer, ChainId chainId, SubmissionConfig config) {
        this.chain = chain;
        this.database = database;
        this.config = config;
        this.key = signer.address();
        this.signing = new Signing(signer, chainId);
    }

    public void heal(Head head) {
        var mined = chain.nonce(key);
        database.run(session -> {
            var next = Submissions.lock(session, key, mined);
            if (next < mined) {
                LOG.warnf("%s has used nonces up to %d elsewhere", key, mined - 1);
                Submissions.setNextNonce(session, key, mined);
            } else if (next > mined) {
                reopen(session, mined);
                fill(session, mined, next, head);
            }
        });
    }

    /** A reorganisation, or a node that lags, knows less than we saw: what we sent is shown to the nodes again. */
    private void reopen(Session session, long mined) {
        for (var slot : Submissions.reopen(session, key, mined)) {
            LOG.warnf("Transaction %d of %s is in no block any more", slot.nonce(), key);
            Charges.reopen(session, slot);
        }
    }

    /** Everything behind a nonce at which nothing stands would wait for ever. */
    private void fill(Session session, long mined, long next, Head head) {
        var fees = GasFees.of(head.baseFee(), head.tip(), config.maxFeePerGas().shiftLeft(1));
        if (fees.isEmpty()) {
            return;
        }
        for (var nonce : Submissions.vacant(session, key, mined, next)) {
            LOG.warnf("Filling the gap at nonce %d of %s", nonce, key);
            var payload = Payload.freeing(key);
            Submissions.store(session, new Slot(key, nonce), payload, signing.sign(nonce, payload, fees.get()));
        }
    }
}
