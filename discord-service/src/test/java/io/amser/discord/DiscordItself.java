package io.amser.discord;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.servicetoken.ServiceToken;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Sends interactions as Discord does, signed with the first key of RFC 8032. */
final class DiscordItself {
    private static final String PKCS8 = "302e020100300506032b657004220420";
    private static final String KEY = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    private static final AtomicLong INTERACTIONS = new AtomicLong(900_000);
    private static final int COMMAND = 2;
    private static final Pattern LINK = Pattern.compile("<(https://[^>]+)>");
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private DiscordItself() {}

    static String now() {
        return Long.toString(InstantSource.system().instant().getEpochSecond());
    }

    /** A member uses a command at a server. */
    static JsonObject command(String name, String guild, String user) {
        var member = new JsonObject()
                .put("user", new JsonObject().put("id", user).put("username", "user" + user))
                .put("roles", new JsonArray());
        return new JsonObject()
                .put("id", Long.toString(INTERACTIONS.incrementAndGet()))
                .put("application_id", "1")
                .put("type", COMMAND)
                .put("guild_id", guild)
                .put("member", member)
                .put("data", new JsonObject().put("id", "9").put("type", 1).put("name", name))
                .put("token", "aW50ZXJhY3Rpb24")
                .put("version", 1);
    }

    static HttpResponse<String> sends(JsonObject interaction) {
        return sends(interaction.encode());
    }

    static HttpResponse<String> sends(String body) {
        var now = now();
        return sends(body, now, signature(now + body));
    }

    static HttpResponse<String> sends(String body, String timestamp, String signature) {
        return TheApi.send(interaction(body, timestamp, signature));
    }

    /** As long as Discord waits; fails if nothing was said by then. */
    static HttpResponse<String> waitingThreeSeconds(JsonObject interaction) {
        var body = interaction.encode();
        var now = now();
        return TheApi.send(interaction(body, now, signature(now + body)).timeout(PATIENCE));
    }

    private static HttpRequest.Builder interaction(String body, String timestamp, String signature) {
        return TheApi.request("/v0/discord/interactions", ServiceToken.ofAnyone())
                .header("Content-Type", "application/json")
                .header("X-Signature-Timestamp", timestamp)
                .header("X-Signature-Ed25519", signature)
                .POST(BodyPublishers.ofString(body));
    }

    static String signature(String text) {
        try {
            var key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(HexFormat.of().parseHex(PKCS8 + KEY)));
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the member reads. */
    static JsonObject message(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getJsonObject("data");
    }

    static String text(HttpResponse<String> answer) {
        return message(answer).getString("content");
    }

    /** The page that a message leads to. */
    static URI page(HttpResponse<String> answer) {
        var link = LINK.matcher(text(answer));
        assertThat(link.find()).as(answer.body()).isTrue();
        return URI.create(link.group(1));
    }
}
