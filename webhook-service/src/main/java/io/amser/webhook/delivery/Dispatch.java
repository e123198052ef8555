package io.amser.webhook.delivery;

import io.amser.webhook.egress.EgressPolicy;
import io.amser.webhook.egress.TargetUrl;
import io.amser.webhook.signing.SecretVault;
import io.amser.webhook.signing.Signatures;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Takes what is due and sends it: one turn asks for no more than each endpoint, and this replica, has room for. */
final class Dispatch {
    /** Longer than any exchange and the writing of its result. */
    static final Duration LEASE = Courier.DEADLINE.multipliedBy(2);

    /** Under way or waiting for their turn, in this replica. */
    private static final int MOST_TAKEN = 2_000;

    /** So many of them may be for endpoints that fail, so that there is always room for the others. */
    private static final int MOST_TAKEN_OF_FAILING = MOST_TAKEN / 2;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Pool database;
    private final DueEndpoints endpoints;
    private final PendingDeliveries deliveries = new PendingDeliveries();
    private final Courier courier;
    private final EgressPolicy policy;
    private final ResultWriter results;
    private final InstantSource time;
    private final RandomGenerator random;
    private final Map<UUID, Lane> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();

    Dispatch(
            Pool database,
            SecretVault vault,
            Courier courier,
            EgressPolicy policy,
            InstantSource time,
            RandomGenerator random) {
        this.database = database;
        this.endpoints = new DueEndpoints(vault);
        this.courier = courier;
        this.policy = policy;
        this.results = new ResultWriter(database, time, LEASE.minus(Lane.LONGEST_WAIT));
        this.time = time;
        this.random = random;
    }

    /** Takes what is due as far as there is room, and answers how much that was; it does not wait for the attempts. */
    Uni<Integer> turn() {
        results.write();
        var now = time.instant();
        lanes.values().forEach(lane -> begin(lane.begin(now)));
        return handBack(now)
                .chain(() -> taken.get() >= MOST_TAKEN
                        ? Uni.createFrom().item(0)
                        : endpoints.at(database, now).chain(this::take));
    }

    /** What has waited for too long is free for whoever has room for it. */
    private Uni<Void> handBack(Instant now) {
        var claims = lanes.values().stream()
                .flatMap(lane -> lane.giveUp(now).stream())
                .toList();
        taken.addAndGet(-claims.size());
        return deliveries.handBack(database, claims);
    }

    /** Completes once nothing is under way and every result is written; for somebody who takes no more turns. */
    Uni<Void> settled() {
        return handBack(Instant.MAX).chain(this::idle);
    }

    private Uni<Void> idle() {
        return Uni.createFrom()
                .item(() -> {
                    results.write();
                    return isIdle();
                })
                .repeat()
                .withDelay(BETWEEN_LOOKS)
                .whilst(idle -> !idle)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Whether nothing is under way and every result is written. */
    boolean isIdle() {
        return taken.get() == 0 && results.isIdle();
    }

    private Uni<Integer> take(List<Destination> destinations) {
        var now = time.instant();
        var byEndpoint = destinations.stream().collect(Collectors.toMap(Destination::endpoint, Function.identity()));
        return deliveries
                .claim(database, rooms(byEndpoint.keySet(), now), now, LEASE)
                .invoke(claims -> begin(byEndpoint, claims, now))
                .map(List::size);
    }

    /** Whoever does not fail goes first, and else chance decides, so that none is always the last for whom there is room. */
    private List<Room> rooms(Set<UUID> endpoints, Instant now) {
        var queue = new ArrayList<>(endpoints);
        Collections.shuffle(queue, random);
        queue.sort(Comparator.comparing(endpoint -> lane(endpoint).isFailing()));
        var rooms = new ArrayList<Room>();
        var all = taken.get();
        for (var endpoint : queue) {
            var lane = lane(endpoint);
            if (all < (lane.isFailing() ? MOST_TAKEN_OF_FAILING : MOST_TAKEN)) {
                var room = lane.room(endpoint, now);
                all += room.firsts() + room.laters();
                rooms.add(room);
            }
        }
        rooms.removeIf(Room::isNone);
        return rooms;
    }

    private void begin(Map<UUID, Destination> destinations, List<Claim> claims, Instant now) {
        taken.addAndGet(claims.size());
        claims.stream().collect(Collectors.groupingBy(Claim::endpoint)).forEach((endpoint, its) -> {
            var destination = Objects.requireNonNull(destinations.get(endpoint));
            var attempts = its.stream()
                    .map(claim -> new Attempt(destination, claim, now))
                    .toList();
            begin(lane(endpoint).add(attempts, now));
        });
    }

    private void begin(List<Attempt> attempts) {
        attempts.forEach(this::begin);
    }

    private void begin(Attempt attempt) {
        var claim = attempt.claim();
        var headers = headers(attempt.destination(), claim, time.instant());
        exchange(attempt.destination(), headers, claim.body()).onSuccess(received -> {
            var verdict = Verdict.of(claim, received, random.nextDouble());
            results.add(new Attempted(claim, attempt.destination().url(), headers, received, verdict));
            taken.decrementAndGet();
            begin(lane(claim.endpoint()).end(claim, received));
        });
    }

    /** The text is judged again: what an operator permits may have changed since the merchant wrote it. */
    private Future<Received> exchange(Destination destination, Map<String, String> headers, Buffer body) {
        return switch (TargetUrl.check(destination.url(), policy)) {
            case TargetUrl.Check.Accepted(var url) -> courier.send(new Parcel(url, headers, body));
            case TargetUrl.Check.Refused _ -> Future.succeededFuture(forbidden(time.instant()));
        };
    }

    private static Received forbidden(Instant now) {
        return new Received(new Answer.NoResponse(Fault.FORBIDDEN_ADDRESS), Map.of(), Buffer.buffer(), now, now);
    }

    private static Map<String, String> headers(Destination destination, Claim claim, Instant now) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "amser-webhooks/1");
        claim.replay().ifPresent(replay -> headers.put("webhook-replay", replay.toString()));
        headers.putAll(Signatures.headers(
                destination.secrets(), claim.event(), now, claim.body().getBytes()));
        return headers;
    }

    private Lane lane(UUID endpoint) {
        return lanes.computeIfAbsent(endpoint, _ -> new Lane());
    }
}
