package io.amser.bench.webhooks;

import io.amser.bench.figure.Delays;
import io.amser.bench.history.HistoricChain;
import io.amser.bench.history.HistoryShape;
import io.amser.bench.history.MadeBlocks;
import io.amser.bench.reading.EmptyLog;
import io.amser.bench.reading.IndexerProcess;
import io.amser.devstack.server.KafkaServer;
import io.amser.devstack.server.PostgresServer;
import io.amser.devstack.webhook.MerchantServers;
import io.amser.devstack.webhook.MerchantServers.Receipt;
import io.amser.devstack.webhook.Mood;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** How long a charge takes from its block to the merchant's server, while all are healthy, and while most are sick. */
final class Punctuality {

    static final int ENDPOINTS = 50;
    static final int HEALTHY = 10;

    /** With 25 charges in a block, 200 charges a second. */
    private static final Duration BETWEEN_BLOCKS = Duration.ofMillis(125);

    private static final int CHARGES_PER_BLOCK = 25;

    /** Each is one block of every merchant. */
    private static final int WARM_UP = 8;

    private static final int WINDOWS = 10;
    private static final int SICK_FROM = WARM_UP + WINDOWS;
    private static final HistoryShape SHAPE = new HistoryShape(
            ENDPOINTS, CHARGES_PER_BLOCK, WARM_UP + 2 * WINDOWS, CHARGES_PER_BLOCK, Duration.ofDays(7));

    private static final List<Mood> MOODS =
            List.of(Mood.HANGING, Mood.DROPPING, Mood.FAILING_AT_RANDOM, Mood.REDIRECTING, Mood.SLOW);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Arrival> arrivals = new ConcurrentHashMap<>();
    private final MadeBlocks blocks;

    private Punctuality(MadeBlocks blocks) {
        this.blocks = blocks;
    }

    /** When the first of what may be several copies came to which server, and of which block it tells. */
    private record Arrival(int server, int block, long nanoTime) {

        int window() {
            return block / ENDPOINTS;
        }

        boolean isHealthy() {
            return server < HEALTHY;
        }
    }

    /**
     * What was found.
     *
     * @param healthy of the ten that stay healthy, while all others are too
     * @param besideSick of the same ten, while all others are sick
     */
    record Found(Delays all, Delays healthy, Delays besideSick) {

        double sickRatio() {
            return besideSick.millis(99) / healthy.millis(99);
        }
    }

    static Found measure(KafkaServer kafka, PostgresServer postgres, Path folder, PrintStream progress) {
        EmptyLog.make(kafka);
        try (var chain = HistoricChain.withSubscriptions(folder.resolve("chain"), SHAPE);
                var indexer = IndexerProcess.start(chain, kafka, folder.resolve("indexer.log"));
                var service = SendingService.start(
                        kafka, postgres.createDatabase("punctuality"), folder.resolve("punctual-service.log"))) {
            indexer.awaitReady();
            var blocks = new MadeBlocks(chain.newestBlock(), BETWEEN_BLOCKS);
            return new Punctuality(blocks).measure(chain, service, progress);
        }
    }

    private Found measure(HistoricChain chain, SendingService service, PrintStream progress) {
        try (var servers = MerchantServers.start(this::note)) {
            for (var number = 0; number < ENDPOINTS; number++) {
                service.makeEndpoint(HistoricChain.merchant(number), servers.uri(number));
            }
            progress.printf("  %d endpoints, 200 charges a second%n", ENDPOINTS);
            chain.charge(charged -> {
                blocks.made();
                if (charged == (long) SICK_FROM * SHAPE.subscribers()) {
                    progress.printf("  %d of them are sick from now on%n", ENDPOINTS - HEALTHY);
                    IntStream.range(HEALTHY, ENDPOINTS)
                            .forEach(number -> servers.set(number, MOODS.get(number % MOODS.size())));
                }
            });
            service.await(() -> of(0, SICK_FROM - 1).count() == (long) (SICK_FROM - 1) * SHAPE.subscribers()
                    && of(0, SHAPE.windows()).filter(Arrival::isHealthy).count()
                            == (long) SHAPE.windows() * HEALTHY * CHARGES_PER_BLOCK);
            return new Found(
                    delays(of(WARM_UP, SICK_FROM - 1)),
                    delays(of(WARM_UP, SICK_FROM).filter(Arrival::isHealthy)),
                    delays(of(SICK_FROM, SHAPE.windows()).filter(Arrival::isHealthy)));
        }
    }

    private void note(Receipt receipt) {
        var body = JSON.readTree(receipt.body());
        if (body.path("type").asString().equals("payment.succeeded")) {
            var block = blocks.index(body.path("data").path("block_number").asLong());
            arrivals.putIfAbsent(receipt.webhookId(), new Arrival(receipt.server(), block, receipt.nanoTime()));
        }
    }

    private Stream<Arrival> of(int firstWindow, int windowAfterLast) {
        return arrivals.values().stream()
                .filter(arrival -> arrival.window() >= firstWindow && arrival.window() < windowAfterLast);
    }

    private Delays delays(Stream<Arrival> chosen) {
        return Delays.of(chosen.mapToLong(arrival -> arrival.nanoTime() - blocks.madeAt(arrival.block()))
                .toArray());
    }
}
