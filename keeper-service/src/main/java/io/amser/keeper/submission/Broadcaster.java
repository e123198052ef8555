package io.amser.keeper.submission;

import io.amser.keeper.chain.Broadcast;
import io.amser.keeper.chain.Chain;
import io.amser.keeper.journal.Signed;
import io.amser.keeper.journal.Slot;
import io.amser.keeper.journal.Submissions;
import io.amser.keeper.sql.Database;
import org.jboss.logging.Logger;

/** Shows stored transactions to the nodes; showing one twice does no harm. */
final class Broadcaster {
    private static final Logger LOG = Logger.getLogger(Broadcaster.class);

    private final Chain chain;
    private final Database database;

    Broadcaster(Chain chain, Database database) {
        this.chain = chain;
        this.database = database;
    }

    void broadcast(Slot slot, int attempt, Signed signed) {
        switch (chain.broadcast(signed.bytes())) {
            case Broadcast.Accepted _, Broadcast.NonceUsed _, Broadcast.Underpriced _ -> remember(slot, attempt);
            case Broadcast.OutOfFunds _ ->
                LOG.warnf("The key %s cannot pay for its transaction %d", slot.key(), slot.nonce());
            case Broadcast.Unsent(var reason) ->
                LOG.warnf("No node takes transaction %d of %s now: %s", slot.nonce(), slot.key(), reason);
            case Broadcast.Refused(var reason) -> giveUp(slot, reason);
        }
    }

    private void remember(Slot slot, int attempt) {
        database.run(session -> Submissions.broadcast(session, slot, attempt));
    }

    private void giveUp(Slot slot, String reason) {
        LOG.errorf("No node will ever take transaction %d of %s: %s", slot.nonce(), slot.key(), reason);
        database.run(session -> Submissions.refused(session, slot, reason));
    }
}
