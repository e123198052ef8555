package io.amser.keeper.submission;

import static java.util.stream.Collectors.groupingBy;

import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.Head;
import io.amser.keeper.chain.Receipt;
import io.amser.keeper.journal.ChargeTime;
import io.amser.keeper.journal.Charges;
import io.amser.keeper.journal.GasFees;
import io.amser.keeper.journal.OpenSubmission;
import io.amser.keeper.journal.Payload;
import io.amser.keeper.journal.Settlements;
import io.amser.keeper.journal.Spending;
import io.amser.keeper.journal.Submissions;
import io.amser.keeper.key.Signer;
import io.amser.keeper.key.SigningFailed;
import io.amser.keeper.sql.Database;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.TxHash;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Finds out what became of what was sent, whoever sent it, and helps along what is stuck. */
public final class Settler {
    private static final Logger LOG = Logger.getLogger(Settler.class);

    private final Chain chain;
    private final Database database;
    private final SubmissionConfig config;
    private final Address key;
    private final Signing signing;
    private final Broadcaster broadcaster;
    private final Consumer<News> news;

    /** @param news hears of what this replica settles */
    public Settler(
            Chain chain,
            Database database,
            Signer signer,
            ChainId chainId,
            SubmissionConfig config,
            Consumer<News> news) {
        this.chain = chain;
        this.database = database;
        this.config = config;
        this.key = signer.address();
        this.signing = new Signing(signer, chainId);
        this.broadcaster = new Broadcaster(chain, database);
        this.news = news;
    }

    public void settle(Head head) {
        var byKey = database.inTransaction(Submissions::open).stream()
                .collect(groupingBy(open -> open.slot().key()));
        var waiting = byKey.entrySet().stream()
                .map(entry -> settle(entry.getValue(), chain.nonce(entry.getKey()), head))
                .toList();
        waiting.forEach(open -> helpAll(open, head));
    }

    /** What still waits for a block. */
    private List<OpenSubmission> settle(List<OpenSubmission> open, long mined, Head head) {
        var used = open.stream().filter(s -> s.slot().nonce() < mined).toList();
        var receipts =
                chain.receipts(used.stream().flatMap(s -> s.hashes().stream()).toList());
        used.forEach(s -> receiptOf(s, receipts).ifPresentOrElse(r -> record(s, r, head), () -> unaccounted(s, head)));
        return open.stream().filter(s -> s.slot().nonce() >= mined).toList();
    }

    private void helpAll(List<OpenSubmission> waiting, Head head) {
        for (var open : waiting) {
            try {
                help(open, open.equals(waiting.getFirst()), head);
            } catch (SigningFailed e) {
                LOG.debugf("Nonce %d is left alone: %s", open.slot().nonce(), e.getMessage());
            }
        }
    }

    private static Optional<Receipt> receiptOf(OpenSubmission open, Map<TxHash, Receipt> receipts) {
        return open.hashes().stream()
                .map(receipts::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private void record(OpenSubmission submission, Receipt receipt, Head head) {
        var slot = submission.slot();
        var times = database.inTransaction(session -> Settlements.settle(session, slot, receipt)
                ? Optional.of(Charges.settle(session, slot, receipt, head.time()))
                : Optional.<List<ChargeTime>>empty());
        if (times.isPresent()) {
            news.accept(new News.Settled(receipt));
            times.get().forEach(time -> news.accept(new News.Took(time)));
        }
        if (!receipt.succeeded()) {
            LOG.errorf("Transaction %s was reverted as a whole", receipt.tx());
        }
    }

    /** A node may know the nonce and not yet the receipt, so that this is not believed at once. */
    private void unaccounted(OpenSubmission open, Head head) {
        var since = open.unaccounted().orElse(Duration.ZERO);
        if (open.unaccounted().isEmpty()) {
            database.run(session -> Settlements.unaccounted(session, open.slot()));
        }
        if (since.compareTo(config.displacedAfter()) < 0) {
            return;
        }
        LOG.warnf(
                "Something that we did not sign stands at nonce %d of %s",
                open.slot().nonce(), open.slot().key());
        database.run(session -> {
            if (Settlements.displace(session, open.slot(), head.number())) {
                Charges.skipTheRest(session, open.slot(), head.time());
            }
        });
    }

    private void help(OpenSubmission open, boolean first, Head head) {
        if (open.unaccounted().isPresent()) {
            database.run(session -> Settlements.accounted(session, open.slot()));
        }
        var decision = open.slot().key().equals(key)
                ? SlotDecision.decide(open, first, head, config)
                : SlotDecision.ofAnother(open, head, config);
        switch (decision) {
            case WAIT -> {}
            case REBROADCAST -> rebroadcast(open, head);
            case RAISE_FEES -> raise(open, head);
            case FREE -> free(open, head);
            case GIVE_BACK -> giveBack(open, head);
        }
    }

    private void rebroadcast(OpenSubmission open, Head head) {
        broadcaster.broadcast(open.slot(), open.attempt(), open.payload(), open.latest(), head);
    }

    private void raise(OpenSubmission open, Head head) {
        if (!replaced(open, open.payload(), head, GasFees.leavingRoom(config.maxFeePerGas()))
                && SlotDecision.pauseIsOver(open, config)) {
            rebroadcast(open, head);
        }
    }

    /** The contract charges a window once, should a block include the old bytes after all. */
    private void giveBack(OpenSubmission open, Head head) {
        database.run(session -> {
            if (Submissions.giveBack(session, open.slot())) {
                Charges.skipTheRest(session, open.slot(), head.time());
            }
        });
    }

    /** Everything behind this nonce waits: what charges leave below the ceiling is for this. What can do no good is shown to nobody again. */
    private void free(OpenSubmission open, Head head) {
        var freeing = Payload.freeing(open.slot().key());
        if (replaced(open, freeing, head, config.maxFeePerGas())) {
            LOG.warnf(
                    "Transaction %d of %s can do no good any more: its nonce is freed",
                    open.slot().nonce(), open.slot().key());
        } else if (!open.payload().isFreeing(key)) {
            giveBack(open, head);
        } else if (SlotDecision.pauseIsOver(open, config)) {
            rebroadcast(open, head);
        }
    }

    private boolean replaced(OpenSubmission open, Payload payload, Head head, BigInteger ceiling) {
        var fees = GasFees.of(head.baseFee(), head.tip(), ceiling)
                .flatMap(fresh -> open.latest().fees().replacedBy(fresh, ceiling));
        if (fees.isEmpty()) {
            return false;
        }
        var attempt = open.attempt() + 1;
        var signed = signing.sign(open.slot().nonce(), payload, fees.get());
        var mayCost = payload.mayCost(fees.get());
        var day = Spending.dayOf(head.time());
        var stored = database.inTransaction(session -> Submissions.replace(
                session, open.slot(), payload, attempt, signed, day, mayCost, config.maxSpendPerDay()));
        if (stored) {
            broadcaster.broadcast(open.slot(), attempt, payload, signed, head);
        }
        return stored;
    }
}
