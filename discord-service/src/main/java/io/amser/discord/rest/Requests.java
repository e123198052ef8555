package io.amser.discord.rest;

import io.amser.discord.limit.Lane;
import io.amser.discord.limit.Limits;
import io.amser.discord.limit.Route;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests to Discord and reads its answers. The token stands in one header and nowhere else. */
final class Requests {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 4_000_000;

    /** The form that Discord asks for; others are turned away by the gate before its API. */
    private static final String USER_AGENT = "DiscordBot (https://github.com/amser-io/amser, 0.1)";

    private static final int REFUSED = 400;
    private static final int FAULT = 500;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(DEADLINE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final DiscordConfig config;
    private final Limits limits;

    Requests(DiscordConfig config, Limits limits) {
        this.config = config;
        this.limits = limits;
    }

    JsonObject object(Route route, Lane lane, Request request) {
        try {
            return new JsonObject(send(route, lane, request));
        } catch (DecodeException e) {
            throw new DiscordUnreachable("Discord answers with something else than JSON", e);
        }
    }

    JsonArray array(Route route, Lane lane, Request request) {
        try {
            return new JsonArray(send(route, lane, request));
        } catch (DecodeException e) {
            throw new DiscordUnreachable("Discord answers with something else than JSON", e);
        }
    }

    /** The body of an answer that says yes. */
    String send(Route route, Lane lane, Request request) {
        try {
            var wire = wire(request);
            return accepted(limits.send(route, lane, () -> answer(wire)));
        } catch (IOException | TimeoutException e) {
            throw new DiscordUnreachable(
                    "Discord does not answer %s %s".formatted(request.method(), request.path()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DiscordUnreachable("Interrupted while asking Discord", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest wire(Request request) {
        var publisher =
                request.body().map(body -> BodyPublishers.ofString(body.text())).orElseGet(BodyPublishers::noBody);
        var wire = HttpRequest.newBuilder(URI.create(config.restUrl() + request.path()))
                .method(request.method(), publisher)
                .header("Authorization", authorization(request.sender()))
                .header("User-Agent", USER_AGENT);
        request.body().ifPresent(body -> wire.header("Content-Type", body.type()));
        request.reason().ifPresent(reason -> wire.header("X-Audit-Log-Reason", reason));
        return wire.build();
    }

    private String authorization(Request.Sender sender) {
        return switch (sender) {
            case BOT -> "Bot " + set(config.botToken(), "bot-token");
            case APPLICATION -> {
                var credentials = set(config.applicationId(), "application-id") + ":"
                        + set(config.clientSecret(), "client-secret");
                yield "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static String set(Optional<String> setting, String name) {
        return setting.orElseThrow(() -> new DiscordUnreachable("There is no bot: set amser.discord." + name));
    }

    /** The whole of it within the deadline, however slowly it comes. */
    private HttpResponse<String> answer(HttpRequest request) throws Exception {
        var whole = BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LONGEST_ANSWER);
        var coming = http.sendAsync(request, whole);
        try {
            return coming.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : e;
        } finally {
            coming.cancel(true);
        }
    }

    private static String accepted(HttpResponse<String> answer) {
        if (answer.statusCode() >= FAULT || answer.statusCode() / 100 == 3) {
            throw new DiscordUnreachable("Discord answers with status " + answer.statusCode());
        }
        if (answer.statusCode() >= REFUSED) {
            throw Answers.refusal(answer.statusCode(), answer.body());
        }
        return answer.body();
    }
}
