package io.amser.discord.rest;

import io.amser.devstack.discord.BotApplication;
import io.amser.devstack.discord.DiscordLimits;
import io.amser.devstack.discord.DiscordStandIn;
import io.amser.devstack.discord.DiscordUser;
import io.amser.discord.DiscordDatabase;
import io.amser.discord.limit.DiscordBusy;
import io.amser.discord.limit.LimitConfig;
import io.amser.discord.limit.Limits;
import io.amser.discord.snowflake.GuildId;
import io.amser.discord.snowflake.RoleId;
import io.amser.discord.snowflake.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** A server at a stand-in for Discord, and as many replicas that ask it as the test wants. Its clock stands still until the test moves it. */
final class DiscordStage implements AutoCloseable {
    static final Instant START = Instant.parse("2026-04-01T12:00:00Z");
    private static final int QUICK = 10_000;

    private final DiscordDatabase database;
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final BotApplication application = BotApplication.random();
    private volatile InstantSource clock = InstantSource.fixed(START);
    final DiscordStandIn discord;
    final DiscordUser alice;
    final String guild;
    final String role;

    /** In a database that may have been used by others. */
    DiscordStage(DiscordDatabase database) {
        this.database = database;
        database.query("DELETE FROM discord_invalid");
        database.query("UPDATE discord_pace SET free_at = now()");
        this.discord = DiscordStandIn.start(
                0, application, DiscordLimits.real().withOther(QUICK).withPerSecond(QUICK), this::now);
        var owner = discord.createUser("Owner");
        this.guild = discord.createGuild("Café", owner);
        this.alice = discord.createUser("Alice");
        discord.join(guild, alice);
        this.role = discord.createRole(guild, "Subscriber", 0xF1C40F);
        discord.install(guild);
        discord.raiseBot(guild);
    }

    /** Of all replicas. */
    double count(String metric) {
        return metrics.get(metric).counter().count();
    }

    BotApplication application() {
        return application;
    }

    Instant now() {
        return clock.instant();
    }

    void goTo(Instant time) {
        clock = InstantSource.fixed(time);
    }

    /** From now on the clock runs like the machine's. */
    void letTimePass() {
        var from = now();
        var begun = System.nanoTime();
        clock = () -> from.plusNanos(System.nanoTime() - begun);
    }

    Discord replica() {
        return replica(QUICK, 1_000);
    }

    Discord replica(int perSecond, int invalid) {
        return replica(perSecond, invalid, application.botToken());
    }

    Discord replica(int perSecond, int invalid, String token) {
        var config = new LimitConfig() {
            @Override
            public int perSecond() {
                return perSecond;
            }

            @Override
            public int invalid() {
                return invalid;
            }
        };
        return new Discord(config(token), new Limits(database.pool(), config, metrics, this::now));
    }

    private DiscordConfig config(String token) {
        return new DiscordConfig() {
            @Override
            public URI restUrl() {
                return discord.restUrl();
            }

            @Override
            public URI authorizeUrl() {
                return discord.authorizeUrl();
            }

            @Override
            public Optional<String> applicationId() {
                return Optional.of(application.id());
            }

            @Override
            public Optional<String> publicKey() {
                return Optional.of(application.publicKey());
            }

            @Override
            public Optional<String> clientSecret() {
                return Optional.of(application.clientSecret());
            }

            @Override
            public Optional<String> botToken() {
                return Optional.of(token);
            }
        };
    }

    GuildId guildId() {
        return new GuildId(guild);
    }

    UserId aliceId() {
        return new UserId(alice.id());
    }

    RoleId roleId() {
        return new RoleId(role);
    }

    /** Asks again whenever it is told to, at the very moment that it is told; the clock is moved there. */
    void patiently(Runnable request) {
        while (true) {
            try {
                request.run();
                return;
            } catch (DiscordBusy busy) {
                goTo(busy.until());
            }
        }
    }

    @Override
    public void close() {
        discord.close();
    }
}
