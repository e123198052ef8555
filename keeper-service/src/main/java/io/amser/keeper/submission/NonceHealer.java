package io.amser.keeper.submission;

import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.Head;
import io.amser.keeper.journal.GasFees;
import io.amser.keeper.journal.Payload;
import io.amser.keeper.journal.Slot;
import io.amser.keeper.journal.Spending;
import io.amser.keeper.journal.Submissions;
import io.amser.keeper.key.Signer;
import io.amser.keeper.key.SigningFailed;
import io.amser.keeper.sql.Database;
import io.amser.keeper.sql.Session;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import java.util.Optional;
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

    /** Mends what differs, and tells it: nothing may be sent before a later look finds no difference. */
    public Optional<String> heal(Head head) {
        try {
            return heal(mined(), head);
        } catch (SigningFailed _) {
            return Optional.of("a gap cannot be closed without a signature");
        }
    }

    /** One node alone does not move our count forward: what is signed for a nonce that nobody has used waits for ever, and all that comes after it. */
    private long mined() {
        var counted = database.inTransaction(session -> Submissions.nextNonce(session, key));
        var told = chain.nonce(key);
        return counted.filter(count -> told <= count)
                .map(_ -> told)
                .orElseGet(() -> Math.max(counted.orElse(0L), chain.nonceOfAll(key)));
    }

    private Optional<String> heal(long mined, Head head) {
        return database.inTransaction(session -> {
            var counter = Submissions.lock(session, key, mined);
            var accounts = new NonceAccounts(mined, counter, Submissions.journaled(session, key, mined));
            if (accounts.next() != counter) {
                LOG.warnf(
                        "The nonces of %s have drifted: %s",
                        key, accounts.drift().orElseThrow());
                Submissions.setNextNonce(session, key, accounts.next());
            }
            accounts.gaps().forEach(nonce -> fill(session, nonce, head));
            return accounts.drift();
        });
    }

    /** Everything behind a nonce at which nothing stands would wait for ever. */
    private void fill(Session session, long nonce, Head head) {
        var payload = Payload.freeing(key);
        var day = Spending.dayOf(head.time());
        GasFees.of(head.baseFee(), head.tip(), config.maxFeePerGas())
                .filter(fees -> Spending.reserve(session, key, day, payload.mayCost(fees), config.maxSpendPerDay()))
                .ifPresent(fees -> {
                    LOG.warnf("Filling the gap at nonce %d of %s", nonce, key);
                    var signed = signing.sign(nonce, payload, fees);
                    Submissions.store(session, new Slot(key, nonce), payload, signed, day, payload.mayCost(fees));
                });
    }
}
