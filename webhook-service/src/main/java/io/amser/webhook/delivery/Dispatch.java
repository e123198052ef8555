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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Takes what is due and sends it: one turn asks for no more than each endpoint, and this replica, has room for. */
final class Dispatch {
    /** Longer than any exchange and the writing of its result. */
    static final Duration LEASE = Courier.DEADLINE.multipliedBy(2);

    private static final int MOST_UNDER_WAY = 2_000;
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
    private final AtomicInteger underWay = new AtomicInteger();

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
        this.results = new ResultWriter(database, time, LEASE);
        this.time = time;
        this.random = random;
    }

    /** Begins attempts as far as there is room, and answers how many; it does not wait for them. */
    Uni<Integer> turn() {
        results.write();
        return underWay.get() >= MOST_UNDER_WAY
                ? Uni.createFrom().item(0)
                : endpoints.at(database, time.instant()).chain(this::send);
    }

    /** Completes once nothing is under way and every result is written; for somebody who takes no more turns. */
    Uni<Void> settled() {
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
        return underWay.get() == 0 && results.isIdle();
    }

    private Uni<Integer> send(List<Destination> destinations) {
        var now = time.instant();
        var byEndpoint = destinations.stream().collect(Collectors.toMap(Destination::endpoint, Function.identity()));
        var first = deliveries.claimFirst(database, rooms(destinations, lane -> lane.roomForFirsts(now)), now, LEASE);
        var later = deliveries.claimLater(database, rooms(destinations, lane -> lane.roomForLaters(now)), now, LEASE);
        return first.invoke(claims -> attempt(byEndpoint, claims))
                .chain(firsts -> later.invoke(claims -> attempt(byEndpoint, claims))
                        .chain(laters -> sendReplayed(destinations, byEndpoint, now)
                                .map(replayed -> firsts.size() + laters.size() + replayed)));
    }

    /** In what room the later attempts have left. */
    private Uni<Integer> sendReplayed(List<Destination> destinations, Map<UUID, Destination> byEndpoint, Instant now) {
        var replaying = destinations.stream().filter(Destination::replaying).toList();
        return deliveries
                .claimReplayed(database, rooms(replaying, lane -> lane.roomForLaters(now)), now, LEASE)
                .invoke(claims -> attempt(byEndpoint, claims))
                .map(List::size);
    }

    private List<Room> rooms(List<Destination> destinations, ToIntFunction<Lane> room) {
        return destinations.stream()
                .map(to -> new Room(to.endpoint(), room.applyAsInt(lane(to.endpoint()))))
                .filter(one -> one.attempts() > 0)
                .toList();
    }

    private void attempt(Map<UUID, Destination> destinations, List<Claim> claims) {
        for (var claim : claims) {
            var destination = destinations.get(claim.endpoint());
            if (destination != null) {
                attempt(destination, claim);
            }
        }
    }

    private void attempt(Destination destination, Claim claim) {
        var lane = lane(claim.endpoint());
        var headers = headers(destination, claim, time.instant());
        lane.begin(claim.isFirst());
        underWay.incrementAndGet();
        exchange(destination, headers, claim.body()).onSuccess(received -> {
            var verdict = Verdict.of(claim, received, random.nextDouble());
            lane.end(claim.isFirst(), verdict instanceof Verdict.Arrived, received.endedAt());
            results.add(new Attempted(claim, headers, received, verdict));
            underWay.decrementAndGet();
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
