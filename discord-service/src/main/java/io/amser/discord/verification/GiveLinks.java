package io.amser.discord.verification;

import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.UserId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Gives a user a link of his own, which ends any older one. */
@ApplicationScoped
public class GiveLinks {
    static final Duration LIFE = Duration.ofMinutes(10);

    private final Pool database;
    private final InstantSource time;
    private final Optional<URI> webApp;
    private final Verifications verifications = new Verifications();
    private final SecureRandom random = new SecureRandom();

    GiveLinks(Pool database, InstantSource time, WebAppConfig webApp) {
        this.database = database;
        this.time = time;
        this.webApp = webApp.webOrigin();
    }

    /** Empty if this interaction was given a link before, or no web app is known. */
    public Uni<Optional<URI>> to(UserId user, String userName, GuildId guild, String guildName, String interaction) {
        return webApp.map(origin -> {
                    var token = VerificationToken.random(random);
                    var member = new Verification.Member(user, userName, guild, guildName);
                    return add(token, interaction, member)
                            .map(added -> added ? Optional.of(page(origin, token)) : Optional.<URI>empty());
                })
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** To the millisecond, as its text can say it. */
    private Uni<Boolean> add(VerificationToken token, String interaction, Verification.Member member) {
        var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        var verification = new Verification(member, now, now.plus(LIFE), false);
        return database.withTransaction(tx -> verifications.add(tx, token, interaction, verification));
    }

    private static URI page(URI origin, VerificationToken token) {
        return URI.create(origin + "/discord/verify/" + token.text());
    }
}
