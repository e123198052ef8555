package io.amser.discord;

import io.amser.discord.role.reconciliation.NextRound;
import io.amser.discord.role.wish.Concerns;
import io.amser.discord.role.wish.Wishes;
import io.amser.eventlog.PublishedEvent;
import io.amser.eventlog.projection.Poison;
import io.amser.eventlog.projection.Projection;
import io.amser.eventlog.readmodel.IncompleteMarks;
import io.amser.eventlog.readmodel.ReadModel;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Folds the log into the state that roles follow, and leaves wishes for the members whom it touches. */
@ApplicationScoped
class DiscordProjection implements Projection {
    private final ReadModel readModel = new ReadModel();
    private final IncompleteMarks marks = new IncompleteMarks();
    private final NextRound nextRound = new NextRound();
    private final Wishes wishes;

    DiscordProjection(Wishes wishes) {
        this.wishes = wishes;
    }

    @Override
    public Uni<Void> apply(SqlConnection tx, List<PublishedEvent> events) {
        return readModel.apply(tx, events).chain(changes -> wishes.leaveForWallets(tx, Concerns.of(changes)));
    }

    @Override
    public Uni<Void> poisoned(SqlConnection tx, Poison poison) {
        return marks.mark(tx, poison).chain(() -> nextRound.bringForward(tx, poison.module()));
    }
}
