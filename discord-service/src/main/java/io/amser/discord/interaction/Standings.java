package io.amser.discord.interaction;

import io.amser.discord.role.evidence.Why;
import io.amser.discord.role.evidence.WhyReader;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Answers with how a member stands at a server that is connected. */
@ApplicationScoped
class Standings {
    private static final Reply CATCHING_UP = new Reply("We are catching up with the chain. Try again in a minute.");

    private final Pool database;
    private final WhyReader whys;
    private final Servers servers = new Servers();

    Standings(Pool database, WhyReader whys) {
        this.database = database;
        this.whys = whys;
    }

    Uni<Reply> of(Use use, Function<Why, String> words) {
        return servers.name(database, use.guild())
                .chain(name -> name.map(server -> of(use, server, words))
                        .orElseGet(() -> Uni.createFrom().item(NotConnected.REPLY)));
    }

    private Uni<Reply> of(Use use, String server, Function<Why, String> words) {
        return whys.of(use.guild(), use.user())
                .map(why -> why.map(found -> new Reply("How you stand at " + server + ":\n" + words.apply(found)))
                        .orElse(CATCHING_UP));
    }
}
