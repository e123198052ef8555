package io.amser.discord;

import io.amser.servicetoken.Audience;
import io.amser.servicetoken.ServiceToken;
import io.amser.servicetoken.TokenKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.config.ConfigProvider;

/** Asks the service that runs in this test as the API asks it: over HTTP/1.1, with a token that says who asks. */
final class TheApi {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TokenKey KEY = new TokenKey(Audience.DISCORD_SERVICE, setting("amser.discord.door.key"));

    private TheApi() {}

    static HttpResponse<String> get(String path) {
        return send(request(path, ServiceToken.ofAnyone()));
    }

    static HttpResponse<String> post(String path, String body) {
        return send(request(path, ServiceToken.ofAnyone()).POST(BodyPublishers.ofString(body)));
    }

    static HttpRequest.Builder request(String path, ServiceToken token) {
        var signed = KEY.sign(token, InstantSource.system().instant());
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + setting("quarkus.http.port") + path))
                .header("Authorization", "Bearer " + signed)
                .timeout(PATIENCE);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
