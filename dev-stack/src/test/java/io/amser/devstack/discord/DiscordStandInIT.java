package io.amser.devstack.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.amser.devstack.process.Readiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DiscordStandInIT {
    private static final Instant START = Instant.parse("2026-04-01T12:00:00Z");
    private static final String CALLBACK = "http://localhost:8080/v0/discord/callback";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private volatile Instant now = START;
    private final HttpClient http = HttpClient.newHttpClient();
    private final DiscordStandIn discord =
            DiscordStandIn.start(0, BotApplication.random(), DiscordLimits.real(), () -> now);
    private final DiscordUser alice = discord.createUser("Alice");
    private final String guild = discord.createGuild("<Café>", alice);
    private final String role = discord.createRole(guild, "Pro", 0);

    @AfterEach
    void close() {
        discord.close();
        http.close();
    }

    @Test
    void an_administrator_picks_a_server_and_the_bot_comes_there_with_a_code() throws Exception {
        var page = get(authorize(Map.of()));
        var decided = post(authorize(Map.of()), "guild_id=" + guild);

        assertThat(page.body()).contains("&lt;Café>", guild, "manage roles");
        var told = Forms.read(location(decided).getRawQuery());
        assertThat(location(decided).toString()).startsWith(CALLBACK);
        assertThat(told).containsEntry("state", "a state").containsEntry("guild_id", guild);
        assertThat(token(told.getOrDefault("code", "")).path("guild").path("id").asString())
                .isEqualTo(guild);
        assertThat(token(told.getOrDefault("code", "")).path("error").asString())
                .isEqualTo("invalid_grant");
        assertThat(discord.botRole(guild)).isNotEmpty();
    }

    @Test
    void without_a_browser_the_way_is_the_same() throws Exception {
        var back = discord.consentTo(URI.create(authorize(Map.of())), guild);

        assertThat(back.toString()).startsWith(CALLBACK);
        assertThat(token(Forms.read(back.getRawQuery()).getOrDefault("code", ""))
                        .path("guild")
                        .path("id")
                        .asString())
                .isEqualTo(guild);
    }

    @Test
    void an_administrator_who_says_no_is_sent_back_without_a_code() throws Exception {
        var decided = post(authorize(Map.of()), "cancel=true&guild_id=" + guild);

        assertThat(Forms.read(location(decided).getRawQuery()))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "a state")
                .doesNotContainKey("code");
    }

    @Test
    void nobody_consents_to_an_application_that_there_is_not() throws Exception {
        assertThat(get(authorize(Map.of("client_id", "17"))).statusCode()).isEqualTo(400);
        assertThat(get(authorize(Map.of("redirect_uri", "javascript:alert(1)"))).statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_secret_that_is_wrong_opens_nothing() throws Exception {
        var form = Forms.write(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                discord.consent(guild, URI.create(CALLBACK)),
                "redirect_uri",
                CALLBACK,
                "client_id",
                discord.application().id(),
                "client_secret",
                "guessed"));

        assertThat(post(discord.restUrl() + "/oauth2/token", form).statusCode()).isEqualTo(401);
    }

    @Test
    void ten_changes_in_ten_seconds_and_no_more_apart_for_each_server() throws Exception {
        discord.install(guild);
        discord.raiseBot(guild);
        for (var left = 9; left >= 0; left--) {
            var answer = change(left % 2 == 0 ? "PUT" : "DELETE");
            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(header(answer, "X-RateLimit-Remaining")).isEqualTo(Integer.toString(left));
        }

        now = START.plusMillis(3_500);
        var tooMany = change("PUT");
        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(header(tooMany, "Retry-After")).isEqualTo("7");
        assertThat(header(tooMany, "X-RateLimit-Scope")).isEqualTo("user");
        assertThat(header(tooMany, "X-RateLimit-Reset-After")).isEqualTo("6.500");
        assertThat(json(tooMany).path("retry_after").asDouble()).isEqualTo(6.5);
        assertThat(json(tooMany).path("global").asBoolean()).isFalse();

        now = START.plusSeconds(10);
        assertThat(change("PUT").statusCode()).isEqualTo(204);
        assertThat(discord.traffic().tooMany()).isEqualTo(1);
    }

    @Test
    void all_that_the_bot_asks_counts_together() throws Exception {
        discord.set(DiscordLimits.real().withPerSecond(2));
        bot("GET", "/users/@me");
        bot("GET", "/users/@me");

        var tooMany = bot("GET", "/users/@me");

        assertThat(tooMany.statusCode()).isEqualTo(429);
        assertThat(header(tooMany, "X-RateLimit-Global")).isEqualTo("true");
        assertThat(json(tooMany).path("global").asBoolean()).isTrue();
    }

    @Test
    void who_is_refused_too_often_is_banned_for_ten_minutes() throws Exception {
        discord.set(DiscordLimits.real().withInvalid(3).withOther(100));
        for (var i = 0; i < 3; i++) {
            assertThat(bot("GET", "/guilds/" + guild).statusCode()).isEqualTo(403);
        }

        assertThat(header(bot("GET", "/users/@me"), "Retry-After")).isEqualTo("600");
        now = START.plus(Duration.ofMinutes(10));
        assertThat(bot("GET", "/users/@me").statusCode()).isEqualTo(200);
    }

    @Test
    void what_does_not_say_that_it_is_a_bot_does_not_get_to_the_api() throws Exception {
        var anonymous = HttpRequest.newBuilder(URI.create(discord.restUrl() + "/users/@me"))
                .header("Authorization", "Bot " + discord.application().botToken());

        assertThat(json(send(anonymous)).path("code").asInt()).isEqualTo(40333);
        assertThat(bot("GET", "/users/me").statusCode()).isEqualTo(404);
        assertThat(bot("POST", "/users/@me").statusCode()).isEqualTo(405);
    }

    @Test
    void commands_that_members_could_not_type_are_refused() throws Exception {
        var commands = "/applications/" + discord.application().id() + "/commands";
        assertThat(bot("PUT", commands, "[{\"name\": \"Has Spaces\", \"description\": \"x\"}]")
                        .statusCode())
                .isEqualTo(400);
        assertThat(bot("PUT", commands, "[{\"name\": \"verify\"}]").statusCode())
                .isEqualTo(400);
        assertThat(bot("PUT", commands, "no json").statusCode()).isEqualTo(400);
        assertThat(discord.commands()).isEmpty();
    }

    @Test
    void a_bot_that_takes_any_signature_is_found_out() throws IOException {
        var credulous = bot((_, _) -> true);
        var careful = bot((signature, stamp) -> signature.length() == 128 && !stamp.isEmpty());
        try {
            discord.sendInteractionsTo(uri(credulous));
            assertThat(discord.faultsOfInteractions()).hasSize(Signing.values().length - 1);
            discord.sendInteractionsTo(uri(careful));
            assertThat(discord.faultsOfInteractions())
                    .doesNotContain("Not answered with 401: MISSING", "Not answered with 401: NONSENSE")
                    .contains("Not answered with 401: WRONG_KEY", "Not answered with 401: STALE");
        } finally {
            credulous.stop(0);
            careful.stop(0);
        }
    }

    @Test
    void the_page_hears_of_a_change_at_once() throws Exception {
        var known = state(-1).path("version").asLong();
        var next = CompletableFuture.supplyAsync(
                () -> state(known), task -> Thread.ofVirtual().start(task));

        discord.giveByHand(guild, alice, role);

        assertThat(Readiness.isReadyWithin(PATIENCE, next::isDone)).isTrue();
        var member = next.join().path("guilds").path(0).path("members").path(0);
        assertThat(member.path("roles").path(0).asString()).isEqualTo(role);
        assertThat(get(discord.page().toString()).body()).contains("Discord on this machine");
    }

    @Test
    void no_other_page_of_the_browser_acts_here() throws Exception {
        var form = Forms.write(Map.of("guild", guild, "user", alice.id(), "role", role));

        assertThat(post(discord.page() + "role", form).statusCode()).isEqualTo(403);
        assertThat(discord.rolesOf(guild, alice)).isEmpty();
    }

    private JsonNode state(long after) {
        try {
            return json(get(discord.page() + "state?after=" + after));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that judges by signature and timestamp alone, and answers everything with PONG. */
    private static HttpServer bot(BiPredicate<String, String> trusts) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var headers = exchange.getRequestHeaders();
                var trusted = trusts.test(
                        Objects.requireNonNullElse(headers.getFirst("X-Signature-Ed25519"), ""),
                        Objects.requireNonNullElse(headers.getFirst("X-Signature-Timestamp"), ""));
                var pong = "{\"type\": 1}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(trusted ? 200 : 401, pong.length);
                exchange.getResponseBody().write(pong);
            }
        });
        server.start();
        return server;
    }

    private static URI uri(HttpServer server) {
        return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    }

    private String authorize(Map<String, String> other) {
        var asked = new HashMap<>(Map.of(
                "client_id",
                discord.application().id(),
                "redirect_uri",
                CALLBACK,
                "response_type",
                "code",
                "scope",
                "bot applications.commands",
                "permissions",
                Long.toString(DiscordRole.MANAGE_ROLES),
                "state",
                "a state"));
        asked.putAll(other);
        return discord.authorizeUrl() + "?" + Forms.write(asked);
    }

    private JsonNode token(String code) throws IOException, InterruptedException {
        return json(post(
                discord.restUrl() + "/oauth2/token",
                Forms.write(Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        CALLBACK,
                        "client_id",
                        discord.application().id(),
                        "client_secret",
                        discord.application().clientSecret()))));
    }

    private HttpResponse<String> change(String method) throws IOException, InterruptedException {
        return bot(method, "/guilds/%s/members/%s/roles/%s".formatted(guild, alice.id(), role));
    }

    private HttpResponse<String> bot(String method, String path) throws IOException, InterruptedException {
        return bot(method, path, "");
    }

    private HttpResponse<String> bot(String method, String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(discord.restUrl() + path))
                .method(method, BodyPublishers.ofString(body))
                .header("User-Agent", "DiscordBot (https://example.com, 1)")
                .header("Authorization", "Bot " + discord.application().botToken()));
    }

    private HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(uri)));
    }

    private HttpResponse<String> post(String uri, String form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return DiscordJson.parsed(answer.body());
    }

    private static URI location(HttpResponse<String> answer) {
        return URI.create(header(answer, "Location"));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
