package io.amser.acceptance.club;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.actor.Merchant;
import io.amser.devstack.discord.DiscordStandIn;
import io.amser.devstack.platform.Service;
import io.amser.devstack.session.Answer;
import io.amser.devstack.session.Session;
import io.amser.protocol.PlanKey;
import io.amser.protocol.TokenAmount;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A merchant with a plan, a server at Discord and a role for whoever pays. */
public final class Club implements AutoCloseable {
    public static final Duration INTERVAL = Duration.ofHours(1);
    public static final Duration GRACE = Duration.ofMinutes(5);
    public static final TokenAmount PRICE = TokenAmount.of(10_000_000);

    private static final int OK = 200;
    private static final int ELSEWHERE = 303;
    private static final int GOLD = 0xf1c40f;

    private final Stage stage;
    private final Merchant merchant;
    private final Session session;
    private final PlanKey plan;
    private final String guild;
    private final String role;

    private Club(Stage stage, Merchant merchant, Session session, PlanKey plan, String guild, String role) {
        this.stage = stage;
        this.merchant = merchant;
        this.session = session;
        this.plan = plan;
        this.guild = guild;
        this.role = role;
    }

    /** A server that has never heard of the bot. */
    public static Club found(Stage stage, String name) {
        var account = stage.newcomer();
        var merchant = new Merchant(account, stage.node(), stage.platform().contracts());
        merchant.deployModule();
        var discord = stage.platform().discord();
        var guild = discord.createGuild(name, discord.createUser(name + "'s owner"));
        var club = new Club(
                stage,
                merchant,
                Session.signIn(stage.platform().api(), stage.platform().webApp(), account),
                merchant.createPlan("Hourly", PRICE, INTERVAL, GRACE),
                guild,
                discord.createRole(guild, "Member of the club", GOLD));
        stage.awaitApplied(Service.DISCORD);
        return club;
    }

    /** A server with everything set up: the first two of the four steps. */
    public static Club open(Stage stage, String name) {
        var club = found(stage, name);
        club.connect();
        club.discord().raiseBot(club.guild);
        club.map("failure").expecting(OK);
        return club;
    }

    /** Goes to Discord, lets the bot onto the server, and comes back with what Discord's page gives along. */
    public URI connect() {
        return comeBack(consent(guild), guild);
    }

    /** What a browser brings back from Discord's page after a consent for this server: code and state. */
    public Map<String, String> consent(String toGuild) {
        var asked = query(session.get("/v0/discord/connect")
                .expecting(ELSEWHERE)
                .location()
                .orElseThrow());
        var code = discord().consent(toGuild, URI.create(asked.get("redirect_uri")));
        return Map.of("code", code, "state", asked.get("state"));
    }

    /** {@code hint} is the server that the address claims, which proves nothing. */
    public URI comeBack(Map<String, String> brought, String hint) {
        return session.get("/v0/discord/callback?code=%s&state=%s&guild_id=%s&permissions=268435456"
                        .formatted(brought.get("code"), brought.get("state"), hint))
                .expecting(ELSEWHERE)
                .location()
                .orElseThrow();
    }

    private static Map<String, String> query(URI address) {
        return Arrays.stream(address.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toUnmodifiableMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    /** Lets the plan give the role. */
    public Answer map(String revokeOn) {
        return map(plan, revokeOn);
    }

    public Answer map(PlanKey ofPlan, String revokeOn) {
        return session.put(
                "/v0/discord/mapping",
                "{\"module_address\": \"%s\", \"plan_id\": \"%s\", \"role_id\": \"%s\", \"revoke_on\": \"%s\"}"
                        .formatted(ofPlan.module(), ofPlan.id(), role, revokeOn));
    }

    /** This server, as its merchant sees it. */
    public JsonNode status() {
        return session.get("/v0/discord/status")
                .expecting(OK)
                .json()
                .get("servers")
                .get(0);
    }

    public Session session() {
        return session;
    }

    public Merchant merchant() {
        return merchant;
    }

    public PlanKey plan() {
        return plan;
    }

    public String guild() {
        return guild;
    }

    public String role() {
        return role;
    }

    DiscordStandIn discord() {
        return stage.platform().discord();
    }

    @Override
    public void close() {
        session.close();
    }
}
