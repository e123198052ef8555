package io.amser.devstack.discord;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who gets through to the API: the bot alone, within its limits, and with a header that says who it is. */
final class Gate {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final double MILLIS = 1_000.0;
    private static final Pattern USER_AGENT = Pattern.compile("DiscordBot \\(\\S+, \\S+\\).*");

    private final RestApi api;
    private final RateLimits limits;
    private final Traffic traffic;
    private final String authorization;

    Gate(RestApi api, RateLimits limits, Traffic traffic, BotApplication application) {
        this.api = api;
        this.limits = limits;
        this.traffic = traffic;
        this.authorization = "Bot " + application.botToken();
    }

    Reply answer(HttpExchange exchange, String path) throws IOException {
        var banned = limits.banned();
        if (banned.isPresent()) {
            return Reply.html(TOO_MANY, "<html><body>Error 1015. You are being rate limited</body></html>")
                    .with(Map.of("Retry-After", wholeSeconds(banned.get())));
        }
        try {
            requireBot(exchange);
            var tooMany = limits.tooManyOfAll();
            return tooMany.isPresent() ? tooManyOfAll(tooMany.get()) : limited(exchange, path);
        } catch (Refused refusal) {
            return refused(refusal);
        }
    }

    private void requireBot(HttpExchange exchange) {
        var agent = exchange.getRequestHeaders().getFirst("User-Agent");
        if (agent == null || !USER_AGENT.matcher(agent).matches()) {
            throw Refused.atTheGate();
        }
        if (!authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            throw Refused.unauthorized();
        }
    }

    private Reply limited(HttpExchange exchange, String path) throws IOException {
        var route = api.route(exchange.getRequestMethod(), path);
        var matcher = route.path().matcher(path);
        if (!matcher.matches()) {
            throw Refused.notFound();
        }
        var bucket = route.bucket(matcher);
        var count = route.changesRoles() ? limits.roleChange(bucket) : limits.other(bucket);
        return count.refused()
                ? tooMany(count)
                : allowed(route, exchange, matcher).with(headers(count));
    }

    private Reply allowed(RestApi.Route route, HttpExchange exchange, Matcher path) throws IOException {
        try {
            return route.answering().answer(path, exchange);
        } catch (Refused refusal) {
            return refused(refusal);
        }
    }

    private Reply refused(Refused refusal) {
        if (refusal.status() == UNAUTHORIZED || refusal.status() == FORBIDDEN) {
            limits.countInvalid();
        }
        return Reply.json(refusal.status(), DiscordJson.error(refusal));
    }

    private Reply tooMany(RateLimits.Count count) {
        return tooMany(limits.until(count.resetsAt()), false)
                .with(headers(count))
                .with(Map.of("X-RateLimit-Scope", "user"));
    }

    private Reply tooManyOfAll(Duration wait) {
        return tooMany(wait, true).with(Map.of("X-RateLimit-Global", "true", "X-RateLimit-Scope", "global"));
    }

    private Reply tooMany(Duration wait, boolean global) {
        limits.countInvalid();
        traffic.countTooMany();
        var body = DiscordJson.object()
                .put("message", "You are being rate limited.")
                .put("retry_after", wait.toMillis() / MILLIS)
                .put("global", global)
                .put("code", 0);
        return Reply.json(TOO_MANY, body).with(Map.of("Retry-After", wholeSeconds(wait)));
    }

    private Map<String, String> headers(RateLimits.Count count) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-RateLimit-Limit", Integer.toString(count.limit()));
        headers.put("X-RateLimit-Remaining", Integer.toString(count.remaining()));
        headers.put("X-RateLimit-Reset", "%.3f".formatted(seconds(count.resetsAt())));
        headers.put(
                "X-RateLimit-Reset-After",
                "%.3f".formatted(limits.until(count.resetsAt()).toMillis() / MILLIS));
        headers.put("X-RateLimit-Bucket", count.bucket().hash());
        return headers;
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / MILLIS;
    }

    private static String wholeSeconds(Duration wait) {
        return Long.toString(wait.plusMillis(999).toSeconds());
    }
}
