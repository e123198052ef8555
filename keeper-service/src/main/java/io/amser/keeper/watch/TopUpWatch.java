package io.amser.keeper.watch;

import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.Head;
import io.amser.keeper.schedule.DueCharges;
import io.amser.keeper.sql.Database;
import io.amser.protocol.BlockNumber;
import org.jspecify.annotations.Nullable;

/** Reads each new block for money or consent of the wallets that charges wait for, and wakes those charges. */
public final class TopUpWatch {
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
        if (last != null && last.equals(head.number())) {
            return;
        }
        if (last == null
                || last.value() > head.number().value()
                || last.plus(LONGEST_GAP).value() < head.number().value()) {
            database.run(session -> DueCharges.wakeAll(session, head.time()));
        } else {
            wake(last.plus(1), head);
        }
        seen = head.number();
    }

    private void wake(BlockNumber from, Head head) {
        var wallets = database.inTransaction(DueCharges::watchedWallets);
        if (wallets.isEmpty()) {
            return;
        }
        var payers = chain.toppedUp(wallets, from, head.number());
        if (!payers.isEmpty()) {
            database.run(session -> DueCharges.wake(session, payers, head.time()));
        }
    }
}
