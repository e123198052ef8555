package io.amser.keeper.submission;

import io.amser.keeper.chain.Broadcast;
import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.Head;
import io.amser.keeper.journal.Charges;
import io.amser.keeper.journal.Moment;
import io.amser.keeper.journal.Payload;
import io.amser.keeper.journal.Showing;
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

    void broadcast(Slot slot, int attempt, Payload payload, Signed signed, Head head) {
        var answer = chain.broadcast(signed.bytes());
        database.run(session -> Submissions.tried(session, slot, attempt));
        switch (answer) {
            case Broadcast.Accepted _, Broadcast.NonceUsed _, Broadcast.Underpriced _ ->
                taken(slot, attempt, payload, signed, Moment.of(head));
            case Broadcast.OutOfFunds _ ->
                LOG.warnf("The key %s cannot pay for its transaction %d", slot.key(), slot.nonce());
            case Broadcast.Unsent(var reason) ->
                LOG.warnf("No node takes transaction %d of %s now: %s", slot.nonce(), slot.key(), reason);
            case Broadcast.Refused(var reason) -> giveUp(slot, reason);
        }
    }

    private void taken(Slot slot, int attempt, Payload payload, Signed signed, Moment at) {
        database.run(session -> {
            if (Submissions.taken(session, slot, attempt, at)) {
                Charges.shown(session, slot, Showing.of(slot, payload, attempt), signed.hash(), at);
            }
        });
    }

    private void giveUp(Slot slot, String reason) {
        LOG.errorf("No node will ever take transaction %d of %s: %s", slot.nonce(), slot.key(), reason);
        database.run(session -> Submissions.refused(session, slot, reason));
    }
}
