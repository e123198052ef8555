package io.amser.acceptance.fault.webhook;

import io.amser.devstack.webhook.MerchantServers.Receipt;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What has come to each server. */
final class Postboxes {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<Integer, Map<String, Charge>> charges = new ConcurrentHashMap<>();
    private final Map<Integer, Set<String>> ids = new ConcurrentHashMap<>();

    /** When a server first heard of a charge, and in which block that stands. */
    record Charge(long block, long nanoTime) {}

    void take(Receipt receipt) {
        var body = JSON.readTree(receipt.body());
        if (body.get("type").asString().equals("payment.succeeded")) {
            var block = body.get("data").get("block_number").asLong();
            charges.computeIfAbsent(receipt.server(), _ -> new ConcurrentHashMap<>())
                    .putIfAbsent(receipt.webhookId(), new Charge(block, receipt.nanoTime()));
        }
        ids.computeIfAbsent(receipt.server(), _ -> ConcurrentHashMap.newKeySet())
                .add(receipt.webhookId());
    }

    Set<String> idsAt(int server) {
        return Set.copyOf(ids.getOrDefault(server, Set.of()));
    }

    Stream<Charge> chargesAt(int server) {
        return charges.getOrDefault(server, Map.of()).values().stream();
    }
}
