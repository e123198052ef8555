package io.amser.keeper.submission;

import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.Head;
import io.amser.keeper.journal.Charges;
import io.amser.keeper.journal.GasFees;
import io.amser.keeper.journal.Moment;
import io.amser.keeper.journal.Payload;
import io.amser.keeper.journal.SentCharge;
import io.amser.keeper.journal.Signed;
import io.amser.keeper.journal.Slot;
import io.amser.keeper.journal.Spending;
import io.amser.keeper.journal.Submissions;
import io.amser.keeper.key.Signer;
import io.amser.keeper.key.SigningFailed;
import io.amser.keeper.schedule.DueCharges;
import io.amser.keeper.schedule.Note;
import io.amser.keeper.sql.Database;
import io.amser.keeper.sql.Session;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Gives a batch its nonce, signs it, stores all of it, and only then shows it to the nodes. */
public final class Submitter {
    private static final Logger LOG = Logger.getLogger(Submitter.class);

    private final Chain chain;
    private final Database database;
    private final SubmissionConfig config;
    private final Address key;
    private final Signing signing;
    private final Broadcaster broadcaster;
    private volatile BigInteger refused = BigInteger.ZERO;
    private final AtomicBoolean dry = new AtomicBoolean();

    public Submitter(Chain chain, Database database, Signer signer, ChainId chainId, SubmissionConfig config) {
        this.chain = chain;
        this.database = database;
        this.config = config;
        this.key = signer.address();
        this.signing = new Signing(signer, chainId);
        this.broadcaster = new Broadcaster(chain, database);
    }

    /** How many more transactions the nodes will keep for this key. */
    public int room() {
        return config.maxInFlight() - database.inTransaction(session -> Submissions.openOf(session, key));
    }

    /** What to offer for gas now; empty while it costs more than we pay. */
    public Optional<GasFees> fees(Head head) {
        return GasFees.of(head.baseFee(), head.tip(), GasFees.leavingRoom(config.maxFeePerGas()));
    }

    /** What is left to spend today. */
    public Budget budget(Head head) {
        var spent = database.inTransaction(session -> Spending.spent(session, key, Spending.dayOf(head.time())));
        return new Budget(spent, config.maxSpendPerDay(), spent.add(refused).compareTo(config.maxSpendPerDay()) > 0);
    }

    /** Whether the wallet, since this was asked last, did not pay for one charge beside what is in flight. */
    public boolean ranDry() {
        return dry.getAndSet(false);
    }

    /** In wei, what a batch costs if it is sent now, with what a rollup takes for its data. */
    public BigInteger costOf(Payload payload, GasFees fees, long gas, Head head) {
        return head.baseFee()
                .add(fees.tip())
                .multiply(BigInteger.valueOf(gas))
                .add(chain.l1Fee(signing.unsigned(payload, fees)));
    }

    /**
     * Sends a batch, and writes beside each of its windows when to look at it again; nothing is stored of one that is not sent.
     */
    public Sending submit(Payload payload, List<SentCharge> charges, List<Note> notes, GasFees fees, Head head) {
        var mayCost = payload.mayCost(fees).add(dataFee(payload, fees));
        var mined = chain.nonce(key);
        var balance = chain.balance(key);
        try {
            var stored = database.inTransaction(
                    session -> store(session, mined, balance, payload, charges, notes, fees, mayCost, head));
            broadcaster.broadcast(stored.slot(), 1, payload, stored.signed(), head);
            return Sending.SENT;
        } catch (NotStored e) {
            LOG.debugf("Nothing is stored: %s", e.getMessage());
            return e.became();
        } catch (SigningFailed _) {
            return Sending.UNSIGNED;
        }
    }

    /** The price of data may double until the block. */
    private BigInteger dataFee(Payload payload, GasFees fees) {
        return chain.l1Fee(signing.unsigned(payload, fees)).shiftLeft(1);
    }

    private Stored store(
            Session session,
            long mined,
            BigInteger balance,
            Payload payload,
            List<SentCharge> charges,
            List<Note> notes,
            GasFees fees,
            BigInteger mayCost,
            Head head) {
        var slot = new Slot(key, Submissions.lock(session, key, mined));
        var isLeast = charges.size() == 1;
        if (balance.subtract(Submissions.reserved(session, key, mined)).compareTo(mayCost) < 0) {
            dry.compareAndSet(false, isLeast);
            throw NotStored.overBalance(charges.size());
        }
        var day = Spending.dayOf(head.time());
        if (!Spending.reserve(session, key, day, mayCost, config.maxSpendPerDay())) {
            refused = isLeast ? mayCost : refused;
            throw NotStored.overBudget(charges.size());
        }
        var signed = signing.sign(slot.nonce(), payload, fees);
        refused = BigInteger.ZERO;
        Submissions.store(session, slot, payload, signed, day, mayCost);
        if (Charges.claim(session, slot, signed.hash(), Moment.of(head), charges) != charges.size()) {
            throw NotStored.inFlight(slot);
        }
        Submissions.setNextNonce(session, key, slot.nonce() + 1);
        DueCharges.note(session, notes);
        return new Stored(slot, signed);
    }

    private record Stored(Slot slot, Signed signed) {}
}
