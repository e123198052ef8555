package io.amser.keeper.submission;

import static java.util.stream.Collectors.groupingBy;

import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.Head;
import io.amser.keeper.chain.Receipt;
import io.amser.keeper.journal.Charges;
import io.amser.keeper.journal.GasFees;
import io.amser.keeper.journal.OpenSubmission;
import io.amser.keeper.journal.Payload;
import io.amser.keeper.journal.Submissions;
import io.amser.keeper.key.Signer;
import io.amser.keeper.sql.Database;
import io.amser.protocol.Address;
import io.amser.protocol.ChainId;
import io.amser.protocol.TxHash;
import java.math.BigInteger;
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
    private final Consumer<Receipt> settled;

    /** @param settled hears of every receipt that this replica settles */
    public Settler(
            Chain chain,
            Database database,
            Signer signer,
            ChainId chainId,
            SubmissionConfig config,
            Consumer<Receipt> settled) {
        this.chain = chain;
        this.database = database;
        this.config = config;
        this.key = signer.address();
        this.signing = new Signing(signer, chainId);
        this.broadcaster = new Broadcaster(chain, database);
        this.settled = settled;
    }

    public void settle(Head head) {
        var byKey = database.inTransaction(Submissions::open).stream()
                .collect(groupingBy(open -> open.slot().key()));
        byKey.forEach((owner, open) -> settle(open, chain.nonce(owner), head));
    }

    private void settle(List<OpenSubmission> open, long mined, Head head) {
        var used = open.stream().filter(s -> s.slot().nonce() < mined).toList();
        var receipts =
                chain.receipts(used.stream().flatMap(s -> s.hashes().stream()).toList());
        used.forEach(s -> receiptOf(s, receipts).ifPresentOrElse(r -> record(s, r, head), () -> displaced(s, head)));
        open.stream().filter(s -> s.slot().nonce() >= mined).forEach(s -> help(s, head));
    }

    private static Optional<Receipt> receiptOf(OpenSubmission open, Map<TxHash, Receipt> receipts) {
        return open.hashes().stream()
                .map(receipts::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private void record(OpenSubmission submission, Receipt receipt, Head head) {
        var first = database.inTransaction(session -> {
            var open = Submissions.settle(session, submission.slot(), receipt);
            if (open) {
                Charges.settle(session, submission.slot(), receipt.outcomes(), head.time());
            }
            return open;
        });
        if (first) {
            settled.accept(receipt);
        }
        if (!receipt.succeeded()) {
            LOG.errorf("Transaction %s was reverted as a whole", receipt.tx());
        }
    }

    /** A node may know the nonce and not yet the receipt, so that this is not believed at once. */
    private void displaced(OpenSubmission open, Head head) {
        if (open.age().compareTo(config.displacedAfter()) < 0) {
            return;
        }
        LOG.warnf(
                "Something that we did not sign stands at nonce %d of %s",
                open.slot().nonce(), open.slot().key());
        database.run(session -> {
            if (Submissions.displace(session, open.slot())) {
                Charges.settle(session, open.slot(), List.of(), head.time());
            }
        });
    }

    private void help(OpenSubmission open, Head head) {
        switch (SlotDecision.decide(open, head.time(), config.replaceAfter(), config.rebroadcastAfter())) {
            case WAIT -> {}
            case REBROADCAST -> rebroadcast(open);
            case RAISE_FEES -> raise(open, head);
            case FREE -> free(open, head);
        }
    }

    private void rebroadcast(OpenSubmission open) {
        broadcaster.broadcast(open.slot(), open.attempt(), open.latest());
    }

    private void raise(OpenSubmission open, Head head) {
        if (!replaced(open, open.payload(), head, config.maxFeePerGas())) {
            rebroadcast(open);
        }
    }

    /** The nonce must come free even when gas is dear: it is 21,000 units, and everything behind it waits. */
    private void free(OpenSubmission open, Head head) {
        var freeing = Payload.freeing(open.slot().key());
        if (replaced(open, freeing, head, config.maxFeePerGas().shiftLeft(1))) {
            LOG.warnf(
                    "Transaction %d of %s came too late: its nonce is freed",
                    open.slot().nonce(), open.slot().key());
        }
    }

    private boolean replaced(OpenSubmission open, Payload payload, Head head, BigInteger ceiling) {
        var fees = GasFees.of(head.baseFee(), head.tip(), ceiling)
                .flatMap(fresh -> open.latest().fees().replacedBy(fresh, ceiling));
        if (!open.slot().key().equals(key) || fees.isEmpty()) {
            return false;
        }
        var attempt = open.attempt() + 1;
        var signed = signing.sign(open.slot().nonce(), payload, fees.get());
        var stored =
                database.inTransaction(session -> Submissions.replace(session, open.slot(), payload, attempt, signed));
        if (stored) {
            broadcaster.broadcast(open.slot(), attempt, signed);
        }
        return true;
    }
}
