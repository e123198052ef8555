package io.amser.acceptance.club;

import io.amser.acceptance.stage.Stage;
import io.amser.devstack.actor.Subscriber;
import io.amser.devstack.discord.DiscordUser;
import io.amser.devstack.wallet.Account;
import io.amser.protocol.Executions;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody on a server, with a wallet. */
public final class Fan {
    private static final Duration YEARS = Duration.ofDays(3_650);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern LINK = Pattern.compile("https?://[^\\s>]+/discord/verify/(?<token>[A-Za-z0-9_-]+)");
    private static final int OK = 200;

    private final Stage stage;
    private final Club club;
    private final DiscordUser user;
    private final Account account;
    private final Subscriber subscriber;
    private Optional<SubscriptionKey> subscription = Optional.empty();

    private Fan(Stage stage, Club club, DiscordUser user, Account account) {
        this.stage = stage;
        this.club = club;
        this.user = user;
        this.account = account;
        this.subscriber = new Subscriber(account, stage.node(), stage.platform().contracts());
    }

    /** On the server, and with an empty wallet that nobody knows of. */
    public static Fan of(Stage stage, Club club, String name) {
        var user = club.discord().createUser(name);
        club.discord().join(club.guild(), user);
        return new Fan(stage, club, user, stage.newcomer());
    }

    public DiscordUser user() {
        return user;
    }

    public Account account() {
        return account;
    }

    public Subscriber subscriber() {
        return subscriber;
    }

    public SubscriptionKey subscription() {
        return subscription.orElseThrow();
    }

    public boolean hasRole() {
        return club.discord().rolesOf(club.guild(), user).contains(club.role());
    }

    /** With enough for so many charges. */
    public void subscribe(int charges) {
        subscriber.receive(TokenAmount.of(Club.PRICE.value().longValueExact() * charges));
        subscriber.approvePermit2();
        subscription = Optional.of(
                subscriber.subscribe(club.plan(), Executions.unlimited(), TokenAmount.UNLIMITED_ALLOWANCE, YEARS));
    }

    /** What the bot says to one of its commands. */
    public String says(String command) {
        return Saying.to(club.discord(), club.guild(), user, command);
    }

    /** The token of a link that the bot gives. */
    public String verify() {
        var text = says("verify");
        var link = LINK.matcher(text);
        if (!link.find()) {
            throw new IllegalStateException("There is no link in: " + text);
        }
        return link.group("token");
    }

    /** Follows the link and signs, as the page does it. */
    public void link() {
        var path = "/v0/discord/verifications/" + verify();
        var message = text(ask(HttpRequest.newBuilder(stage.platform().api().resolve(path)))
                .get("message"));
        var body = JSON.createObjectNode().put("message", message).put("signature", account.sign(message));
        ask(HttpRequest.newBuilder(stage.platform().api().resolve(path))
                .header("Origin", stage.platform().webApp())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private String text(JsonNode message) {
        return """
                %s wants you to sign in with your Ethereum account:
                %s

                %s

                URI: %s
                Version: %s
                Chain ID: %s
                Nonce: %s
                Issued At: %s
                Expiration Time: %s""".formatted(
                        message.get("domain").asString(),
                        account.address().checksummed(),
                        message.get("statement").asString(),
                        message.get("uri").asString(),
                        message.get("version").asString(),
                        message.get("chain_id").asString(),
                        message.get("nonce").asString(),
                        message.get("issued_at").asString(),
                        message.get("expiration_time").asString());
    }

    private static JsonNode ask(HttpRequest.Builder request) {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IllegalStateException("The API answers %d: %s".formatted(answer.statusCode(), answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the API", e);
        }
    }
}
