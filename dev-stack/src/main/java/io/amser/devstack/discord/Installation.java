package io.amser.devstack.discord;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** OAuth: a merchant lets the bot onto his server, and the bot's owner learns which one it is. */
final class Installation {
    private static final int OK = 200;
    private static final int BAD = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int WEEK_SECONDS = 604_800;

    /** What was consented to, until the code is used. */
    private record Consent(String redirect, String scope, String guild) {}

    private final Map<String, Consent> codes = new ConcurrentHashMap<>();
    private final World world;
    private final BotApplication application;
    private final ConsentPage page;

    Installation(World world, BotApplication application) {
        this.world = world;
        this.application = application;
        this.page = new ConsentPage(application);
    }

    /** The page where an administrator picks his server, and what follows when he has decided. */
    Reply authorize(HttpExchange exchange) throws IOException {
        var asked = Forms.read(exchange.getRequestURI().getRawQuery());
        var fault = fault(asked);
        if (fault.isPresent()) {
            return Reply.html(BAD, page.refused(fault.get()));
        }
        return switch (exchange.getRequestMethod()) {
            case "GET" -> world.read(() -> Reply.html(OK, page.html(asked, world.guilds())));
            case "POST" -> Reply.elsewhere(back(asked, Forms.read(body(exchange))));
            default -> throw Refused.wrongMethod();
        };
    }

    private Optional<String> fault(Map<String, String> asked) {
        if (!application.id().equals(asked.get("client_id"))) {
            return Optional.of("Unknown application");
        }
        if (!"code".equals(asked.get("response_type"))) {
            return Optional.of("Invalid response_type");
        }
        return asked.getOrDefault("redirect_uri", "").startsWith("http")
                ? Optional.empty()
                : Optional.of("Invalid OAuth2 redirect_uri");
    }

    /** As if an administrator had chosen this server on the page. */
    URI consented(URI asked, String guild) {
        return URI.create(back(Forms.read(asked.getRawQuery()), Map.of("guild_id", guild)));
    }

    /** The address to which the browser goes from the page. */
    private String back(Map<String, String> asked, Map<String, String> decision) {
        var told = new LinkedHashMap<String, String>();
        var guild = decision.getOrDefault("guild_id", "");
        if (decision.containsKey("cancel") || guild.isEmpty()) {
            told.put("error", "access_denied");
            told.put("error_description", "The resource owner or authorization server denied the request");
        } else {
            told.put("code", code(asked, guild));
            told.put("guild_id", guild);
            told.put("permissions", asked.getOrDefault("permissions", "0"));
        }
        Optional.ofNullable(asked.get("state")).ifPresent(state -> told.put("state", state));
        var redirect = asked.getOrDefault("redirect_uri", "");
        return redirect + (URI.create(redirect).getQuery() == null ? "?" : "&") + Forms.write(told);
    }

    /** As if an administrator had consented: what a browser would bring back. */
    String code(Map<String, String> asked, String guild) {
        var scope = asked.getOrDefault("scope", "");
        if (scope.contains("bot")) {
            world.install(guild, Long.parseLong(asked.getOrDefault("permissions", "0")));
        }
        var code = secret();
        codes.put(code, new Consent(asked.getOrDefault("redirect_uri", ""), scope, guild));
        return code;
    }

    /** Each code once, and only for who can prove to be the application. */
    Reply token(HttpExchange exchange) throws IOException {
        var form = Forms.read(body(exchange));
        if (!isApplication(exchange, form)) {
            return Reply.json(UNAUTHORIZED, DiscordJson.object().put("error", "invalid_client"));
        }
        var consent = Optional.ofNullable(codes.remove(form.getOrDefault("code", "")))
                .filter(_ -> "authorization_code".equals(form.get("grant_type")))
                .filter(given -> given.redirect().equals(form.get("redirect_uri")));
        return consent.map(this::granted)
                .orElseGet(() -> Reply.json(
                        BAD,
                        DiscordJson.object()
                                .put("error", "invalid_grant")
                                .put("error_description", "Invalid \"code\" in request.")));
    }

    private boolean isApplication(HttpExchange exchange, Map<String, String> form) {
        var credentials = application.id() + ":" + application.clientSecret();
        var basic = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || (application.id().equals(form.get("client_id"))
                        && application.clientSecret().equals(form.get("client_secret")));
    }

    private Reply granted(Consent consent) {
        var token = DiscordJson.object()
                .put("token_type", "Bearer")
                .put("access_token", secret())
                .put("expires_in", WEEK_SECONDS)
                .put("refresh_token", secret())
                .put("scope", consent.scope());
        if (consent.scope().contains("bot")) {
            token.set("guild", world.read(() -> DiscordJson.guild(world.visible(consent.guild()), world.bot())));
        }
        return Reply.json(OK, token);
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String secret() {
        var bytes = new byte[15];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
