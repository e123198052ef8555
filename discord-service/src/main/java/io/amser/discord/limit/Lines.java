package io.amser.discord.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which routes share a bucket: told by the answers, because Discord changes it as it likes. */
final class Lines {
    private final Map<Route, Line> byRoute = new ConcurrentHashMap<>();
    private final Map<Route, Line> byBucket = new ConcurrentHashMap<>();

    Line of(Route route) {
        return byRoute.computeIfAbsent(route, _ -> new Line());
    }

    /** The line of a route whose answer has named its bucket; from now on it is the line of that bucket. */
    Line of(Route route, String bucket) {
        var shared = byBucket.computeIfAbsent(new Route(bucket, route.major()), _ -> of(route));
        byRoute.put(route, shared);
        return shared;
    }
}
