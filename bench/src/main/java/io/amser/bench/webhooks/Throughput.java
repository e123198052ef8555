package io.amser.bench.webhooks;

import io.amser.bench.WrongResult;
import io.amser.bench.figure.Rate;
import io.amser.bench.figure.Rounds;
import io.amser.bench.made.MadeLog;
import io.amser.bench.made.MadeModule;
import io.amser.bench.reading.EmptyLog;
import io.amser.devstack.server.KafkaServer;
import io.amser.devstack.server.PostgresServer;
import io.amser.protocol.Address;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How many charges a second are told to one, ten and a hundred endpoints, and how many the peer posts. */
final class Throughput {

    static final int FEW = 10_000;
    static final int MANY = 1_000_000;
    static final int ROUNDS = 3;

    /** Of all groups: the compiler takes its share of two cores until it knows what matters. */
    static final int WARM_UP = 3;

    /** So many charges of each subscription are in the log at once. */
    private static final int WINDOWS = 20;

    private final Map<Merchants, Rounds> perSecond = new HashMap<>();
    private final Rounds peer = new Rounds();
    private final Rounds amongMany = new Rounds();
    private final Vertx vertx;
    private final PrintStream progress;

    Throughput(Vertx vertx, PrintStream progress) {
        this.vertx = vertx;
        this.progress = progress;
        Merchants.GROUPS.forEach(group -> perSecond.put(group, new Rounds()));
    }

    void measure(KafkaServer kafka, PostgresServer postgres, Path folder) {
        EmptyLog.make(kafka);
        var database = postgres.createDatabase("throughput");
        try (var inbox = new Inbox(vertx);
                var log = new MadeLog(kafka);
                var service = SendingService.start(kafka, database, folder.resolve("webhook-service.log"))) {
            Merchants.GROUPS.forEach(group ->
                    group.numbers().forEach(number -> service.makeEndpoint(merchant(number), inbox.of(number))));
            var merchants = new ChargedMerchants(log);
            var told = merchants.begin(Merchants.GROUPS);
            service.await(() -> service.delivered() == told);
            var past = new PastDeliveries(
                    database,
                    Merchants.TEN.numbers().stream().map(Throughput::merchant).toList());
            past.growTo(FEW);
            for (var round = 0; round < WARM_UP; round++) {
                Merchants.GROUPS.forEach(group -> told(
                        "warming up", deliver(merchants, service, inbox, group).rate()));
            }
            for (var round = 0; round < ROUNDS; round++) {
                for (var group : Merchants.GROUPS) {
                    var delivered = deliver(merchants, service, inbox, group);
                    rounds(group).add(told("to " + group.count(), delivered.rate()));
                    peer.add(told("by the peer", BarePoster.post(vertx, inbox.port(), delivered.letters())));
                    inbox.empty();
                }
            }
            past.growTo(MANY);
            for (var round = 0; round < ROUNDS; round++) {
                amongMany.add(told(
                        "to 10 after a million",
                        deliver(merchants, service, inbox, Merchants.TEN).rate()));
            }
        }
    }

    private static Address merchant(int number) {
        return new MadeModule(number).merchant();
    }

    private record Delivered(Rate rate, List<Letter> letters) {}

    /** Until it is on record that all have arrived. */
    private static Delivered deliver(ChargedMerchants merchants, SendingService service, Inbox inbox, Merchants group) {
        inbox.empty();
        var before = service.delivered();
        var rate = Rate.of(() -> {
            var charges = 0L;
            for (var window = 0; window < WINDOWS; window++) {
                charges += merchants.charge(group);
            }
            var all = before + charges;
            service.await(() -> service.delivered() >= all);
            return charges;
        });
        var letters = inbox.empty();
        var ids = letters.stream().map(Letter::id).collect(Collectors.toSet());
        if (ids.size() != rate.count()) {
            throw new WrongResult("%,d of %,d charges have arrived".formatted(ids.size(), rate.count()));
        }
        return new Delivered(rate, letters);
    }

    private double told(String what, Rate rate) {
        progress.printf(Locale.ROOT, "  %-24s %,9.0f a second%n", what, rate.perSecond());
        return rate.perSecond();
    }

    private Rounds rounds(Merchants group) {
        return perSecond.getOrDefault(group, new Rounds());
    }

    double to(Merchants group) {
        return rounds(group).median();
    }

    /** Of all groups the slowest. */
    double slowest() {
        return Merchants.GROUPS.stream().mapToDouble(this::to).min().orElseThrow();
    }

    double peer() {
        return peer.median();
    }

    /** As long takes a delivery among many past ones as among few. */
    double growth() {
        return to(Merchants.TEN) / amongMany.median();
    }
}
