package io.amser.devstack.discord;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Sends the bot what members do, signed, and gives it three seconds to answer. */
final class Interactions {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration LONG_AGO = Duration.ofHours(2);
    private static final int PING = 1;
    private static final int COMMAND = 2;
    private static final int UNAUTHORIZED = 401;

    private final HttpClient http = HttpClient.newHttpClient();
    private final World world;
    private final BotApplication application;
    private final InstantSource time;
    private volatile @Nullable URI url;

    Interactions(World world, BotApplication application, InstantSource time) {
        this.world = world;
        this.application = application;
        this.time = time;
    }

    void sendTo(URI interactionsUrl) {
        url = interactionsUrl;
    }

    BotAnswer ping(Signing signing) {
        return send(frame(PING).toString(), signing);
    }

    BotAnswer command(String guild, String user, String name, Signing signing) {
        return send(world.read(() -> command(guild, user, name)).toString(), signing);
    }

    /** What Discord finds wrong when the URL is entered in its portal; it takes only one without faults. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        if (!ping(Signing.RIGHT).isPong()) {
            faults.add("A PING is not answered with a PONG");
        }
        for (var signing : Signing.values()) {
            if (signing != Signing.RIGHT && ping(signing).status() != UNAUTHORIZED) {
                faults.add("Not answered with 401: " + signing);
            }
        }
        return faults;
    }

    private ObjectNode frame(int type) {
        var frame = DiscordJson.object()
                .put("application_id", application.id())
                .put("id", world.newId())
                .put("token", HexHash.of(world.newId()))
                .put("type", type)
                .put("version", 1);
        frame.putArray("entitlements");
        return frame;
    }

    private ObjectNode command(String guild, String user, String name) {
        var frame = frame(COMMAND)
                .put("guild_id", guild)
                .put("channel_id", guild)
                .put("locale", "en-US")
                .put("guild_locale", "en-US")
                .put("app_permissions", Long.toString(DiscordRole.MANAGE_ROLES))
                .put("context", 0);
        frame.putObject("authorizing_integration_owners").put("0", guild);
        frame.putObject("data")
                .put("id", Optional.ofNullable(world.commands().get(name)).orElse("0"))
                .put("name", name)
                .put("type", 1);
        frame.set("member", DiscordJson.member(world.visibleMember(guild, user)).put("permissions", "0"));
        return frame;
    }

    private BotAnswer send(String body, Signing signing) {
        var target = url;
        if (target == null) {
            return BotAnswer.none();
        }
        var request = HttpRequest.newBuilder(target)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Discord-Interactions/1.0 (+https://discord.com)")
                .POST(BodyPublishers.ofString(body));
        sign(request, body, signing);
        var coming = http.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            var answer = coming.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new BotAnswer(answer.statusCode(), answer.body());
        } catch (ExecutionException | TimeoutException _) {
            coming.cancel(true);
            return BotAnswer.none();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return BotAnswer.none();
        }
    }

    private void sign(HttpRequest.Builder request, String body, Signing signing) {
        var key = application.keys().getPrivate();
        var now = time.instant().getEpochSecond();
        var stamp = Long.toString(signing == Signing.STALE ? now - LONG_AGO.toSeconds() : now);
        var signature = switch (signing) {
            case RIGHT, STALE -> signature(key, stamp + body);
            case WRONG_KEY -> signature(otherKey(), stamp + body);
            case OTHER_BODY -> signature(key, stamp + body + " ");
            case OTHER_TIME -> signature(key, (now - 1) + body);
            case NONSENSE -> "not hexadecimal at all";
            case MISSING -> "";
        };
        if (signing != Signing.MISSING) {
            request.header("X-Signature-Ed25519", signature).header("X-Signature-Timestamp", stamp);
        }
    }

    private static PrivateKey otherKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signature(PrivateKey key, String text) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void close() {
        http.shutdownNow();
    }
}
