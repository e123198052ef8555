package io.amser.keeper.watch;

import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.ChainUnreachable;
import io.amser.keeper.chain.Head;
import io.amser.keeper.schedule.DueCharges;
import io.amser.keeper.sql.Database;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.BlockNumber;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads each new block for money or consent of the wallets that charges wait for, and wakes those charges. */
public final class TopUpWatch {
    private static final Logger LOG = Logger.getLogger(TopUpWatch.class);

    /** After a longer gap everything is tried once instead of reading the blocks. */
    private static final long LONGEST_GAP = 500;

    private final Chain chain;
    private final Database database;
    private @Nullable BlockNumber seen;

    public TopUpWatch(Chain chain, Database database) {
        this.chain = chain;
        this.database = database;
    }

    /** Looks at the blocks since the last call; a keeper that was away tries everything once. */
    public void wake(Head head) {
        var last = seen;
        if (head.number().equals(last)) {
            return;
        }
        if (last == null || gap(last, head)) {
            wakeAll(head);
        } else {
            wake(last.plus(1), head);
        }
        seen = head.number();
    }

    /** A head that went down, or one too far ahead to read all that lies between. */
    private static boolean gap(BlockNumber last, Head head) {
        var blocks = head.number().value() - last.value();
        return blocks < 0 || blocks > LONGEST_GAP;
    }

    private void wake(BlockNumber from, Head head) {
        var wallets = database.inTransaction(DueCharges::watchedWallets);
        if (wallets.isEmpty()) {
            return;
        }
        toppedUp(wallets, from, head).ifPresentOrElse(payers -> wake(payers, head), () -> wakeAll(head));
    }

    /** Empty if the node does not show the logs, which must not stop the charges that need none. */
    private Optional<Set<Address>> toppedUp(List<AllowanceKey> wallets, BlockNumber from, Head head) {
        try {
            return Optional.of(chain.toppedUp(wallets, from, head.number()));
        } catch (ChainUnreachable e) {
            LOG.warnf("Every charge that waits for money is tried, because no node shows the logs: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private void wake(Set<Address> payers, Head head) {
        if (!payers.isEmpty()) {
            database.run(session -> DueCharges.wake(session, payers, head.time()));
        }
    }

    private void wakeAll(Head head) {
        database.run(session -> DueCharges.wakeAll(session, head.time()));
    }
}
