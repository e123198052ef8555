package io.amser.discord.interaction;

import io.amser.discord.rest.Command;
import io.amser.discord.role.wish.Cause;
import io.amser.discord.role.wish.Wishes;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** /status: the member's wallets and roles here; and whatever is not as it should be is mended at once. */
@ApplicationScoped
class StatusCommand implements SlashCommand {
    private final Pool database;
    private final Wishes wishes;
    private final Standings standings;

    StatusCommand(Pool database, Wishes wishes, Standings standings) {
        this.database = database;
        this.wishes = wishes;
        this.standings = standings;
    }

    @Override
    public Command command() {
        return new Command("status", "See your wallets and roles here, and have them looked at now");
    }

    @Override
    public Uni<Reply> answer(Use use) {
        return database.withTransaction(
                        tx -> wishes.leaveForUser(tx, use.user(), Optional.of(use.guild()), Cause.ASKED))
                .chain(() -> standings.of(
                        use,
                        why -> StandingText.shortly(why)
                                + "\nYou are looked at now: what changes is there within seconds. /why tells more."));
    }
}
