package io.amser.devstack.demo;

import io.amser.devstack.discord.DiscordStandIn;
import io.amser.devstack.process.Readiness;
import io.amser.devstack.session.Answer;
import io.amser.devstack.session.Session;
import io.amser.protocol.PlanKey;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The merchant's server on Discord: everybody is there, and nobody has the subscribers' role yet. */
public final class Community {
    private static final int GOLD = 0xF1C40F;
    private static final int GREEN = 0x2ECC71;
    private static final int OK = 200;
    private static final int ELSEWHERE = 303;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DiscordStandIn discord;
    private final String server;
    private final String role;

    private Community(DiscordStandIn discord, String server, String role) {
        this.discord = discord;
        this.server = server;
        this.role = role;
    }

    public static Community gather(DiscordStandIn discord) {
        var merchant = discord.createUser("Merchant");
        var server = discord.createGuild("The merchant's server", merchant);
        discord.giveByHand(server, merchant, discord.createRole(server, "Team", GREEN));
        var role = discord.createRole(server, "Pro", GOLD);
        Stream.of("Alice", "Bob", "Carol").forEach(name -> discord.join(server, discord.createUser(name)));
        return new Community(discord, server, role);
    }

    /** What a merchant does once: lets the bot onto the server, moves it up, and says which role his plan gives. */
    public void open(Session merchant, PlanKey plan) {
        var asked = once(ELSEWHERE, () -> merchant.get("/v0/discord/connect?module_address=" + plan.module()));
        var back = discord.consentTo(asked.location().orElseThrow(), server);
        merchant.get(path(back)).expecting(ELSEWHERE);
        discord.raiseBot(server);
        var mapping = "{\"module_address\": \"%s\", \"plan_id\": \"%s\", \"role_id\": \"%s\"}"
                .formatted(plan.module(), plan.id(), role);
        once(OK, () -> merchant.put("/v0/discord/mapping", mapping));
    }

    /** The plan was made a moment ago, and is not known everywhere at once. */
    private static Answer once(int status, Supplier<Answer> request) {
        var last = new AtomicReference<>(request.get());
        Readiness.isReadyWithin(PATIENCE, () -> {
            last.set(last.get().status() == status ? last.get() : request.get());
            return last.get().status() == status;
        });
        return last.get().expecting(status);
    }

    private static String path(URI address) {
        return address.getRawPath() + "?" + address.getRawQuery();
    }
}
