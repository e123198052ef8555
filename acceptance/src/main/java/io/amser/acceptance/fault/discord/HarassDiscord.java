package io.amser.acceptance.fault.discord;

import io.amser.acceptance.club.Club;
import io.amser.acceptance.club.Fan;
import io.amser.acceptance.fault.FaultReport;
import io.amser.acceptance.stage.Stage;
import io.amser.devstack.discord.Asked;
import io.amser.devstack.platform.Service;
import io.amser.devstack.process.Readiness;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import java.io.PrintStream;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The bot is down for an hour in which everything happens that can happen to a role; one reconciliation later every role is
 * right, or what is in its way stands in the merchant's status.
 */
public final class HarassDiscord {
    public static final String NAME = "discord";

    private static final int CHARGES = 20;

    /** By which moment of the chain: what it has not read yet no reconciliation can know. */
    private static final String JUDGED = "SELECT chain_time FROM judged_head";

    private static final String WAITING = """
            SELECT (SELECT count(*) FROM sync_wish)
                 + (SELECT count(*) FROM guild_turn JOIN connection USING (guild_id) WHERE inspected_at <= 'epoch')
                 + (SELECT count(*) FROM member JOIN connection USING (guild_id) WHERE reconciled_at = 'epoch')
            """;

    private final Stage stage;
    private final int clubs;
    private final int fansOfEachFate;
    private final Random random;
    private final PrintStream out;
    private final List<Scene> scenes = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final AtomicLong changes = new AtomicLong();

    public HarassDiscord(Stage stage, Extent size, long seed, PrintStream out) {
        this.stage = stage;
        this.clubs = size.clubs();
        this.fansOfEachFate = size.fansOfEachFate();
        this.random = new Random(seed);
        this.out = out;
    }

    /** How much of it. */
    public record Extent(int clubs, int fansOfEachFate) {
        public static final Extent FULL = new Extent(6, 2);
        public static final Extent SHORT = new Extent(3, 1);
    }

    /** What is in the way of a club's role. */
    private enum Obstacle {
        NONE,
        ROLE_DELETED,
        BOT_MOVED_BELOW
    }

    private record Part(Fan fan, Fate fate) {}

    private record Scene(Club club, Obstacle obstacle, List<Part> parts) {}

    public FaultReport run() {
        long start = System.nanoTime();
        stage.platform().discord().listen(this::note);
        try {
            IntStream.range(0, clubs).forEach(this::open);
            settle("before anything happens", part -> part.fate().paysBefore());
            disappear();
            appear();
            settleBehindObstacles();
            var before = changes.get();
            reconcile();
            checkThat(changes.get() == before, "Something is asked for again and again");
            clearObstacles();
            return report(Duration.ofNanos(System.nanoTime() - start));
        } finally {
            scenes.forEach(scene -> scene.club().close());
        }
    }

    private void open(int number) {
        var club = Club.open(stage, "Club " + number);
        var parts = new ArrayList<Part>();
        for (var fate : Fate.values()) {
            for (var one = 0; one < fansOfEachFate; one++) {
                var fan = Fan.of(stage, club, fate.name() + " " + one);
                if (fate != Fate.NEVER_VERIFIES) {
                    fan.link();
                }
                if (fate.paysBefore()) {
                    fan.subscribe(CHARGES);
                }
                parts.add(new Part(fan, fate));
            }
        }
        Collections.shuffle(parts, random);
        scenes.add(new Scene(club, Obstacle.values()[number % Obstacle.values().length], parts));
    }

    /** Until everybody has the role who should, and nobody else. */
    private void settle(String when, Predicate<Part> hasRole) {
        for (var scene : scenes) {
            if (!Readiness.isReadyWithin(
                    Stage.PATIENCE,
                    () -> scene.parts().stream().allMatch(part -> part.fan().hasRole() == hasRole.test(part)))) {
                scene.parts().stream()
                        .filter(part -> part.fan().hasRole() != hasRole.test(part))
                        .forEach(part -> wrong.add("%s: %s %s the role"
                                .formatted(when, part.fate(), part.fan().hasRole() ? "has" : "lacks")));
            }
        }
    }

    private void disappear() {
        out.println("  the bot is down for an hour");
        stage.platform().service(Service.DISCORD).kill();
        scenes.forEach(scene -> {
            scene.parts().forEach(part -> meet(scene, part));
            put(scene);
        });
        Stage.await("who has subscribed to be charged", () -> areCharged(1, EnumSet.of(Fate.SUBSCRIBES)));
        stage.node().advance(Club.INTERVAL.plus(Club.GRACE).plus(Club.GRACE));
        Stage.await(
                "all who pay to be charged again",
                () -> areCharged(2, EnumSet.of(Fate.GOES_ON, Fate.SUBSCRIBES, Fate.IS_ROBBED)));
    }

    private void meet(Scene scene, Part part) {
        var fan = part.fan();
        var discord = stage.platform().discord();
        var guild = scene.club().guild();
        switch (part.fate()) {
            case GOES_ON -> {}
            case SUBSCRIBES, NEVER_VERIFIES -> fan.subscribe(CHARGES);
            case CANCELS -> fan.subscriber().cancel(fan.subscription());
            case HAS_NO_MONEY -> fan.subscriber().allow(TokenAmount.of(0), new ChainTime(0));
            case PAUSES -> fan.subscriber().pause(fan.subscription());
            case IS_BLOCKED -> scene.club().merchant().block(fan.subscriber().address());
            case IS_ROBBED -> discord.takeByHand(guild, fan.user(), scene.club().role());
            case IS_FAVOURED ->
                discord.giveByHand(guild, fan.user(), scene.club().role());
            case LEAVES_THE_SERVER -> discord.leave(guild, fan.user());
        }
    }

    private void put(Scene scene) {
        var discord = stage.platform().discord();
        var guild = scene.club().guild();
        switch (scene.obstacle()) {
            case NONE -> {}
            case ROLE_DELETED -> discord.deleteRole(guild, scene.club().role());
            case BOT_MOVED_BELOW -> discord.moveRole(guild, discord.botRole(guild), 1);
        }
    }

    /** By the word of the chain. */
    private boolean areCharged(int times, Set<Fate> fates) {
        return scenes.stream()
                .flatMap(scene -> scene.parts().stream())
                .filter(part -> fates.contains(part.fate()))
                .allMatch(part -> charges(part.fan()) >= times);
    }

    private long charges(Fan fan) {
        return stage.chain().events(ExecutionExecuted.class).stream()
                .filter(charge -> charge.subscription().equals(fan.subscription()))
                .count();
    }

    private void appear() {
        out.println("  it comes back, and everything is looked at once");
        stage.platform().service(Service.DISCORD).restart().awaitReady();
        stage.awaitApplied(Service.DISCORD);
        reconcile();
    }

    /** As if the time for it had come, until nobody waits to be looked at. */
    private void reconcile() {
        try (var connection = stage.platform()
                        .postgres()
                        .database(Service.DISCORD.database())
                        .connect();
                var statement = connection.createStatement()) {
            var newest = stage.node().latestBlock().getTimestamp().longValueExact();
            Stage.await("the bot to judge by the newest block", () -> count(statement, JUDGED) >= newest);
            statement.executeUpdate("UPDATE guild_turn SET inspected_at = 'epoch'");
            statement.executeUpdate("UPDATE member SET reconciled_at = 'epoch'");
            Stage.await("the reconciliation", () -> count(statement, WAITING) == 0);
        } catch (SQLException e) {
            throw new IllegalStateException("The bot's database does not answer", e);
        }
    }

    private static long count(Statement statement, String sql) {
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void settleBehindObstacles() {
        for (var scene : scenes) {
            switch (scene.obstacle()) {
                case NONE -> checkRoles(scene);
                case ROLE_DELETED -> checkThat(says(scene, "deleted"), "Nobody says that the role was deleted");
                case BOT_MOVED_BELOW -> checkThat(says(scene, "above"), "Nobody says that the bot stands below");
            }
        }
    }

    private void checkRoles(Scene scene) {
        for (var part : scene.parts()) {
            if (part.fan().hasRole() != part.fate().hasRoleAfter()) {
                wrong.add("%s, %s: %s the role after the reconciliation; the bot says: %s"
                        .formatted(
                                scene.obstacle(),
                                part.fate(),
                                part.fan().hasRole() ? "has" : "lacks",
                                part.fan().says("why")));
            }
        }
    }

    private static boolean says(Scene scene, String word) {
        return scene.club()
                .status()
                .get("errors")
                .valueStream()
                .map(error -> error.get("message"))
                .map(JsonNode::asString)
                .anyMatch(message -> message.contains(word));
    }

    private void note(Asked asked) {
        if (asked.path().contains("/roles/")) {
            changes.incrementAndGet();
        }
    }

    /** The bot goes up again, the merchant chooses another role, and everything is as it should be. */
    private void clearObstacles() {
        var discord = stage.platform().discord();
        for (var scene : scenes) {
            if (scene.obstacle() == Obstacle.BOT_MOVED_BELOW) {
                discord.raiseBot(scene.club().guild());
            }
        }
        reconcile();
        scenes.stream()
                .filter(scene -> scene.obstacle() == Obstacle.BOT_MOVED_BELOW)
                .forEach(this::checkRoles);
    }

    private void checkThat(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    private FaultReport report(Duration time) {
        var figures = new LinkedHashMap<String, Long>();
        figures.put("servers", (long) scenes.size());
        figures.put(
                "members",
                scenes.stream().mapToLong(scene -> scene.parts().size()).sum());
        figures.put("requests", stage.platform().discord().traffic().requests());
        figures.put("too_many", stage.platform().discord().traffic().tooMany());
        figures.put("wrong", (long) wrong.size());
        figures.put("seconds", time.toSeconds());
        return new FaultReport(NAME, figures, wrong);
    }
}
