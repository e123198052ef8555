package io.amser.acceptance.fault.webhook;

import io.amser.acceptance.fault.FaultReport;
import io.amser.acceptance.stage.Stage;
import io.amser.devstack.platform.Service;
import io.amser.devstack.process.Readiness;
import io.amser.devstack.server.Server;
import io.amser.devstack.webhook.MerchantServers;
import io.amser.devstack.webhook.Mood;
import io.amser.protocol.Address;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Charges go on while most endpoints are sick, and while webhook-service, the database and the broker are killed in turn. */
public final class HarassWebhooks {

    public static final String NAME = "webhooks";

    /** Of the endpoints of each shop; where there are two, every other shop has the second one. */
    private static final List<List<Mood>> MOODS = List.of(
            List.of(Mood.HEALTHY),
            List.of(Mood.HANGING),
            List.of(Mood.REFUSING, Mood.DROPPING),
            List.of(Mood.FAILING_AT_RANDOM),
            List.of(Mood.REDIRECTING, Mood.SLOW));

    private static final double LONGEST_P99_RATIO = 2;

    /** One in a hundred of fewer says nothing. */
    private static final int ENOUGH = 500;

    private static final int PERCENT = 100;

    private final Stage stage;
    private final Extent size;
    private final Random random;
    private final PrintStream out;
    private final Postboxes postboxes = new Postboxes();
    private final Deque<Strike> strikes = new ArrayDeque<>();
    private List<Shop> shops = List.of();
    private boolean isSick;
    private long charges;
    private int struck;

    public HarassWebhooks(Stage stage, Extent size, long seed, PrintStream out) {
        this.stage = stage;
        this.size = size;
        this.random = new Random(seed);
        this.out = out;
    }

    private enum Strike {
        WEBHOOK_SERVICE,
        POSTGRES,
        KAFKA
    }

    /** From which block on, and up to which; the first one is not part of it. */
    private record Span(long after, long upTo) {}

    public FaultReport run() {
        long start = System.nanoTime();
        try (var servers = MerchantServers.start(postboxes::take);
                var blocks = new BlockWatch(stage.node())) {
            shops = IntStream.range(0, size.shops())
                    .mapToObj(number -> Shop.open(stage, servers, number, size.subscribersPerShop(), size.windows()))
                    .toList();
            live(blocks, 1, () -> {});
            var calm = live(blocks, size.calm(), () -> {});
            fallSick(servers);
            var sick = live(blocks, size.sick(), () -> {});
            live(blocks, size.strikes(), this::strike);
            var wrong = new ArrayList<>(afterwards());
            return report(
                    wrong, delays(blocks, calm), delays(blocks, sick), Duration.ofNanos(System.nanoTime() - start));
        } finally {
            shops.forEach(Shop::close);
        }
    }

    /** Window after window, each until all are charged and every healthy endpoint has heard of it. */
    private Span live(BlockWatch blocks, int windows, Runnable trouble) {
        var first = blocks.newest();
        for (var window = 0; window < windows; window++) {
            if (charges > 0) {
                stage.node().advance(Shop.INTERVAL);
            }
            trouble.run();
            charges += size.subscribers();
            Stage.await("%d charges".formatted(charges), () -> charged().size() >= charges);
            Stage.await(
                    "every healthy endpoint to hear of them",
                    () -> shops.stream().allMatch(this::isToldOfCharges));
        }
        return new Span(first, blocks.newest());
    }

    /** Those of our shops alone, by the word of the chain. */
    private List<ExecutionExecuted> charged() {
        var modules = shops.stream().map(Shop::module).collect(Collectors.toUnmodifiableSet());
        return stage.chain().events(ExecutionExecuted.class).stream()
                .filter(charge -> modules.contains(charge.subscription().module()))
                .toList();
    }

    private Set<String> chargesOf(Address module) {
        return charged().stream()
                .filter(charge -> charge.subscription().module().equals(module))
                .map(charge -> charge.id().value())
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isToldOfCharges(Shop shop) {
        var charged = chargesOf(shop.module());
        return IntStream.range(0, Shop.ENDPOINTS)
                .filter(endpoint -> mood(shop, endpoint) == Mood.HEALTHY)
                .allMatch(endpoint -> postboxes.idsAt(shop.server(endpoint)).containsAll(charged));
    }

    private void fallSick(MerchantServers servers) {
        isSick = true;
        for (var shop : shops) {
            IntStream.range(0, Shop.ENDPOINTS)
                    .forEach(endpoint -> servers.set(shop.server(endpoint), mood(shop, endpoint)));
        }
        out.printf("  of the %d endpoints of each of %d shops, one stays healthy%n", Shop.ENDPOINTS, shops.size());
    }

    private Mood mood(Shop shop, int endpoint) {
        var moods = MOODS.get(endpoint);
        return isSick ? moods.get(shops.indexOf(shop) % moods.size()) : Mood.HEALTHY;
    }

    /** In the middle of a window's charges; each kind once before any comes again. */
    private void strike() {
        if (strikes.isEmpty()) {
            var kinds = Arrays.asList(Strike.values());
            Collections.shuffle(kinds, random);
            strikes.addAll(kinds);
        }
        Stage.await("the first charge of a window", () -> charged().size() > charges);
        var strike = strikes.remove();
        struck++;
        out.printf("  %3d. kill -9 %s%n", struck, strike.name().toLowerCase(Locale.ROOT));
        switch (strike) {
            case WEBHOOK_SERVICE -> {
                var service = stage.platform().service(Service.WEBHOOK);
                service.kill();
                service.restart().awaitReady();
            }
            case POSTGRES -> killAndRestart(stage.platform().postgres());
            case KAFKA -> killAndRestart(stage.platform().kafka());
        }
    }

    private static void killAndRestart(Server server) {
        server.kill();
        server.restart();
    }

    /** Nobody does anything any more, and yet all that can arrive does. */
    private List<String> afterwards() {
        var wrong = new ArrayList<String>();
        for (var shop : shops) {
            for (var endpoint = 0; endpoint < Shop.ENDPOINTS; endpoint++) {
                if (takesAllInTheEnd(mood(shop, endpoint))) {
                    wrong.addAll(arrived(shop, endpoint));
                }
                wrong.addAll(LedgerAudit.of(shop.endpoint(endpoint), shop.told().size()));
            }
            wrong.addAll(told(shop));
        }
        return wrong;
    }

    private static boolean takesAllInTheEnd(Mood mood) {
        return switch (mood) {
            case HEALTHY, SLOW -> true;
            case HANGING, DROPPING, REFUSING, FAILING_AT_RANDOM, REDIRECTING -> false;
        };
    }

    private List<String> arrived(Shop shop, int endpoint) {
        var server = shop.server(endpoint);
        Readiness.isReadyWithin(Stage.PATIENCE, () -> postboxes.idsAt(server).containsAll(shop.ids()));
        var lacking = shop.ids();
        lacking.removeAll(postboxes.idsAt(server));
        return lacking.stream()
                .map(id -> "Nobody brought %s to server %d".formatted(id, server))
                .toList();
    }

    /** The merchant's list against the chain. */
    private List<String> told(Shop shop) {
        var paid = shop.told().stream()
                .filter(event -> event.get("type").asString().equals("payment.succeeded"))
                .map(event -> event.get("id").asString())
                .sorted()
                .toList();
        var charged = chargesOf(shop.module()).stream().sorted().toList();
        return paid.equals(charged)
                ? List.of()
                : List.of("%s was told of %d charges instead of %d"
                        .formatted(shop.module(), paid.size(), charged.size()));
    }

    /** In nanoseconds, from block to receipt, at the endpoints that stay healthy. */
    private long[] delays(BlockWatch blocks, Span span) {
        return shops.stream()
                .flatMap(shop -> postboxes.chargesAt(shop.server(0)))
                .filter(charge -> charge.block() > span.after() && charge.block() <= span.upTo())
                .mapToLong(charge -> charge.nanoTime() - blocks.seenAt(charge.block()))
                .sorted()
                .toArray();
    }

    private static long p99Millis(long[] delays) {
        var rank = Math.ceilDiv(delays.length * (PERCENT - 1), PERCENT);
        return Duration.ofNanos(Math.max(0, delays[rank - 1])).toMillis();
    }

    private FaultReport report(List<String> wrong, long[] calm, long[] sick, Duration time) {
        if (calm.length >= ENOUGH && p99Millis(sick) > LONGEST_P99_RATIO * p99Millis(calm)) {
            wrong.add("Healthy endpoints hear after %d ms instead of %d while others are sick"
                    .formatted(p99Millis(sick), p99Millis(calm)));
        }
        var figures = new LinkedHashMap<String, Long>();
        figures.put("endpoints", (long) shops.size() * Shop.ENDPOINTS);
        figures.put("charges", (long) charged().size());
        figures.put("strikes", (long) struck);
        figures.put("p99_calm_ms", p99Millis(calm));
        figures.put("p99_sick_ms", p99Millis(sick));
        figures.put("wrong", (long) wrong.size());
        figures.put("seconds", time.toSeconds());
        return new FaultReport(NAME, figures, wrong);
    }
}
