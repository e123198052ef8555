package io.amser.discord.interaction;

import io.amser.discord.rest.Command;
import io.amser.discord.verification.GiveLinks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/** /verify: a private link to the page where a wallet is linked. */
@ApplicationScoped
class VerifyCommand implements SlashCommand {
    private final Pool database;
    private final GiveLinks links;
    private final Servers servers = new Servers();

    VerifyCommand(Pool database, GiveLinks links) {
        this.database = database;
        this.links = links;
    }

    @Override
    public Command command() {
        return new Command("verify", "Link a wallet, so that its subscriptions give you roles here");
    }

    @Override
    public Uni<Reply> answer(Use use) {
        return servers.name(database, use.guild())
                .chain(name -> name.map(server -> give(use, server))
                        .orElseGet(() -> Uni.createFrom().item(NotConnected.REPLY)));
    }

    private Uni<Reply> give(Use use, String server) {
        return links.to(use.user(), use.userName(), use.guild(), server, use.interaction())
                .map(VerifyCommand::reply);
    }

    private static Reply reply(Optional<URI> page) {
        return new Reply(page.map("""
                        Link your wallet here: <%s>
                        It signs a message, which costs nothing. The link works once, for ten minutes, and is yours alone: send it to nobody."""::formatted).orElse("No link could be made. Try again in a minute."));
    }
}
