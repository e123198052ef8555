package io.amser.discord.link;

import io.amser.discord.link.LinkAudit.Action;
import io.amser.discord.role.wish.Cause;
import io.amser.discord.role.wish.Wishes;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.UserId;
import io.amser.protocol.Address;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Links wallets to users and takes links away; whoever gains or loses a wallet is looked at afterwards. */
@ApplicationScoped
public class Links {
    private final Wishes wishes;
    private final WalletLinks links = new WalletLinks();
    private final LinkAudit audit = new LinkAudit();

    public Links(Wishes wishes) {
        this.wishes = wishes;
    }

    /** In the order in which they were linked. */
    public Uni<List<Address>> of(SqlClient database, UserId user) {
        return links.of(database, user);
    }

    /**
     * The wallet is this user's from now on; the answer is the other user whose it was until now, if there is one.
     *
     * @param here the server where he asked for it
     */
    public Uni<Optional<UserId>> link(SqlConnection tx, WalletProof proof, GuildId here, Instant now) {
        return links.hold(tx, proof.wallet())
                .map(holder -> holder.filter(user -> !user.equals(proof.user())))
                .call(former -> former.map(user -> lose(tx, user, proof.wallet(), now))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .call(() -> links.store(tx, proof, now))
                .call(() -> audit.write(tx, Action.LINKED, proof.user(), proof.wallet(), now))
                .call(() -> wishes.leaveForUser(tx, proof.user(), Optional.of(here), Cause.LINKED));
    }

    /** While the wallet is still his: where it gave him something, he is looked at. */
    private Uni<Void> lose(SqlConnection tx, UserId user, Address wallet, Instant now) {
        return wishes.leaveForUser(tx, user, Optional.empty(), Cause.UNLINKED)
                .chain(() -> audit.write(tx, Action.LOST, user, wallet, now));
    }

    /** One wallet of the user's, or all of them; the answer is those that were his. */
    public Uni<List<Address>> unlink(SqlConnection tx, UserId user, Optional<Address> wallet, Instant now) {
        return wishes.leaveForUser(tx, user, Optional.empty(), Cause.UNLINKED)
                .chain(() -> links.remove(tx, user, wallet))
                .call(removed -> Multi.createFrom()
                        .iterable(removed)
                        .onItem()
                        .transformToUniAndConcatenate(gone -> audit.write(tx, Action.UNLINKED, user, gone, now))
                        .collect()
                        .asList());
    }
}
