package io.amser.bench.discord;

import io.amser.bench.Benchmark;
import io.amser.bench.WrongResult;
import io.amser.bench.figure.Delays;
import io.amser.bench.figure.Figure;
import io.amser.bench.figure.Findings;
import io.amser.bench.made.MadeLog;
import io.amser.bench.reading.EmptyFolder;
import io.amser.bench.reading.EmptyLog;
import io.amser.devstack.discord.BotApplication;
import io.amser.devstack.discord.DiscordLimits;
import io.amser.devstack.discord.DiscordStandIn;
import io.amser.devstack.server.Database;
import io.amser.devstack.server.Infrastructure;
import io.amser.devstack.server.KafkaServer;
import io.amser.devstack.server.Place;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** From the log to roles at Discord, within Discord's limits. */
public final class DiscordBenchmark implements Benchmark {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLIS_PER_SECOND = 1_000;

    /** 20 a second. */
    private static final Duration BETWEEN_PAYMENTS = Duration.ofMillis(50);

    private static final int LAPSING_SECONDS = 60;
    /** Newcomers do not lapse with the others. */
    private static final Duration LATER = Duration.ofHours(1);

    private static final int WITHOUT_LIMIT = 1_000_000;
    private static final Duration SETUP = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "discord";
    }

    @Override
    public String sentence() {
        return "20 first payments a second give a role each; then 10,000 members of 200 servers lapse within a minute, while Discord takes 50 requests a second and 10 changes of roles in 10 s for each server.";
    }

    /** What was found. */
    private record Found(Delays delays, double lapsedWithin, long requests, long tooMany) {

        double limited() {
            return (double) tooMany / requests;
        }

        /** Less time it cannot take: Discord does not take more requests. */
        double minimum() {
            return (double) Community.members() / DiscordLimits.real().perSecond();
        }
    }

    @Override
    public Findings run(PrintStream progress) {
        var folder = EmptyFolder.of(name());
        var servers = Infrastructure.chosen();
        var without = DiscordLimits.real()
                .withPerSecond(WITHOUT_LIMIT)
                .withOther(WITHOUT_LIMIT)
                .withRoleChanges(WITHOUT_LIMIT, Duration.ofSeconds(1));
        try (var kafka = servers.kafka(Place.in(folder.resolve("kafka")));
                var postgres = servers.postgres(Place.in(folder.resolve("postgres")));
                var discord = DiscordStandIn.start(0, BotApplication.random(), without, InstantSource.system())) {
            EmptyLog.make(kafka);
            return findings(measure(kafka, postgres.createDatabase("discord"), discord, folder, progress));
        }
    }

    private static Found measure(
            KafkaServer kafka, Database database, DiscordStandIn discord, Path folder, PrintStream progress) {
        var changes = new RoleChanges();
        discord.listen(changes::note);
        try (var log = new MadeLog(kafka)) {
            var community = begin(kafka, database, discord, folder, log, changes, progress);
            discord.set(DiscordLimits.real());
            var asked = discord.traffic().requests();
            try (var service =
                    RoleService.start(kafka, database, discord, folder.resolve("discord-service.log"), Map.of())) {
                var delays = pay(community, log, service, changes, progress);
                var seconds = lapse(log, service, changes, progress);
                return new Found(
                        delays,
                        seconds,
                        discord.traffic().requests() - asked,
                        discord.traffic().tooMany());
            }
        }
    }

    /** Everybody but the newcomers has paid and has his role, without limits, since that is not what is measured. */
    private static Community begin(
            KafkaServer kafka,
            Database database,
            DiscordStandIn discord,
            Path folder,
            MadeLog log,
            RoleChanges changes,
            PrintStream progress) {
        var unlimited = Map.of("amser.discord.limit.per-second", Integer.toString(WITHOUT_LIMIT));
        try (var service =
                RoleService.start(kafka, database, discord, folder.resolve("discord-service-before.log"), unlimited)) {
            progress.printf("  %,d members get their roles%n", Community.members());
            var community = Community.gather(discord, database);
            community.subscribe(log);
            for (var place = 0; place < Community.members(); place++) {
                if (place % (Community.members() / LAPSING_SECONDS) == 0) {
                    log.pass(Duration.ofSeconds(1));
                }
                log.charge(community.member(place), 0);
            }
            log.publish();
            service.await(SETUP, () -> changes.given() >= Community.members());
            return community;
        }
    }

    private static Delays pay(
            Community community, MadeLog log, RoleService service, RoleChanges changes, PrintStream progress) {
        progress.printf("  %,d newcomers pay, 20 a second%n", Community.newcomers());
        log.pass(LATER);
        var paidAt = new long[Community.newcomers()];
        var begun = System.nanoTime();
        for (var place = 0; place < paidAt.length; place++) {
            sleepUntil(begun + place * BETWEEN_PAYMENTS.toNanos());
            log.charge(community.newcomer(place), 0);
            paidAt[place] = System.nanoTime();
            log.publish();
        }
        service.await(PATIENCE, () -> changes.given() >= Community.members() + Community.newcomers());
        var delays = changes.givenAt().entrySet().stream()
                .flatMap(given -> community.placeOfNewcomer(given.getKey()).stream()
                        .map(place -> given.getValue() - paidAt[place]))
                .mapToLong(Long::longValue)
                .toArray();
        if (delays.length != Community.newcomers()) {
            throw new WrongResult("%,d of %,d newcomers have a role".formatted(delays.length, Community.newcomers()));
        }
        return Delays.of(delays);
    }

    /** From the first one's lapse to the last one's role. */
    private static double lapse(MadeLog log, RoleService service, RoleChanges changes, PrintStream progress) {
        progress.printf("  %,d members lapse within %d s%n", Community.members(), LAPSING_SECONDS);
        log.pass(MadeLog.WEEK.plus(MadeLog.GRACE).minusSeconds(LAPSING_SECONDS).minus(LATER));
        var begun = System.nanoTime();
        for (var second = 0; second <= LAPSING_SECONDS + 1; second++) {
            sleepUntil(begun + TimeUnit.SECONDS.toNanos(second));
            log.pass(Duration.ofSeconds(1));
            log.publishEmptyBlock();
        }
        service.await(PATIENCE, () -> changes.taken() >= Community.members());
        return (changes.lastTakenAt() - begun) / NANOS_PER_SECOND;
    }

    private static void sleepUntil(long nanoTime) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, nanoTime - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between blocks", e);
        }
    }

    private static Findings findings(Found found) {
        return new Findings(
                List.of(
                        Figure.atMost(
                                1.2,
                                "ratio",
                                "as long takes the last of all changes as Discord's limit allows",
                                found.lapsedWithin() / found.minimum()),
                        Figure.atMost(
                                0.001, "limited", "of all requests, so many were answered with 429", found.limited()),
                        Figure.atMost(
                                5,
                                "p99_s",
                                "of a hundred payments, 99 bring their role so soon",
                                found.delays().millis(99) / MILLIS_PER_SECOND)),
                List.of(
                        String.format(
                                Locale.ROOT,
                                "%,d roles were taken within %.0f s, where %.0f s is the least; %,d requests, %,d of them answered with 429.",
                                Community.members(),
                                found.lapsedWithin(),
                                found.minimum(),
                                found.requests(),
                                found.tooMany()),
                        String.format(
                                Locale.ROOT,
                                "From the log to the role: p50 %.0f ms, p99 %.0f ms, the longest %.0f ms of %,d.",
                                found.delays().millis(50),
                                found.delays().millis(99),
                                found.delays().millis(100),
                                found.delays().count()),
                        "Discord is a stand-in on this machine, with its headers, windows and 429s."));
    }
}
