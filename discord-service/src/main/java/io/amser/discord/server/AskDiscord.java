package io.amser.discord.server;

import io.amser.discord.limit.DiscordBusy;
import io.amser.discord.problem.DiscordProblem;
import io.amser.discord.rest.Discord;
import io.amser.discord.rest.DiscordRefusal;
import io.amser.discord.rest.DiscordUnreachable;
import io.amser.discord.rest.Guild;
import io.amser.discord.snowflake.GuildId;
import io.amser.jsonroutes.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Asks Discord while a merchant waits: on threads of its own, and with what it answers in words for him. */
@ApplicationScoped
class AskDiscord {
    /** So long a page may be under way. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Discord discord;
    private final InstantSource time;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    AskDiscord(Discord discord, InstantSource time) {
        this.discord = discord;
        this.time = time;
    }

    @PreDestroy
    void close() {
        threads.close();
    }

    Uni<Guild> exchange(String code, URI redirect) {
        return ask(() -> discord.exchange(code, redirect));
    }

    Uni<Void> leave(GuildId guild) {
        return ask(() -> {
                    discord.leave(guild);
                    return guild;
                })
                .replaceWithVoid();
    }

    Uni<List<OfferedRole>> roles(GuildId guild) {
        return ask(() -> OfferedRole.of(guild, discord.roles(guild), discord.ownMember(guild)));
    }

    private <T> Uni<T> ask(Supplier<T> question) {
        return Uni.createFrom()
                .item(() -> patiently(question))
                .runSubscriptionOn(threads)
                .onFailure(DiscordRefusal.class)
                .transform(AskDiscord::refused)
                .onFailure(failure -> failure instanceof DiscordBusy || failure instanceof DiscordUnreachable)
                .transform(_ -> new ProblemException(
                        DiscordProblem.DISCORD_UNAVAILABLE,
                        "Discord gives no answer just now; try again in a minute."));
    }

    /** Most of Discord's limits are over within a second: the merchant need not come back for that. */
    private <T> T patiently(Supplier<T> question) {
        var latest = time.instant().plus(PATIENCE);
        while (true) {
            try {
                return question.get();
            } catch (DiscordBusy busy) {
                if (busy.until().isAfter(latest)) {
                    throw busy;
                }
                sleepUntil(busy.until());
            }
        }
    }

    private void sleepUntil(Instant moment) {
        try {
            Thread.sleep(Duration.between(time.instant(), moment));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DiscordUnreachable("Interrupted while Discord was busy");
        }
    }

    static ProblemException botRemoved() {
        return new ProblemException(
                DiscordProblem.BOT_REMOVED, "The bot is no longer on the server: connect it once more.");
    }

    private static ProblemException refused(DiscordRefusal refusal) {
        return switch (refusal.kind()) {
            case NO_ACCESS, NOT_A_MEMBER -> botRemoved();
            case ROLE_ABOVE_BOT, ROLE_GONE, OTHER ->
                new ProblemException(DiscordProblem.REFUSED_BY_DISCORD, refusal.getMessage() + ".");
        };
    }
}
