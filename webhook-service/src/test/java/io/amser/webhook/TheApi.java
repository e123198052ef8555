package io.amser.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.Address;
import io.amser.servicetoken.Audience;
import io.amser.servicetoken.Scope;
import io.amser.servicetoken.ServiceToken;
import io.amser.servicetoken.TokenKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import org.eclipse.microprofile.config.ConfigProvider;

/** Asks the service that runs in this test as the API asks it: over HTTP/1.1, with a token that names the merchant. */
final class TheApi {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final HttpClient HTTP_2 = HttpClient.newHttpClient();
    private static final TokenKey KEY = new TokenKey(Audience.WEBHOOK_SERVICE, setting("amser.webhook.door.key"));

    private TheApi() {}

    static HttpResponse<String> get(String path, Address merchant) {
        return ask("GET", path, "", ServiceToken.of(merchant, Scope.READ));
    }

    static HttpResponse<String> post(String path, Address merchant, String body) {
        return ask("POST", path, body, ServiceToken.of(merchant, Scope.WRITE));
    }

    static HttpResponse<String> patch(String path, Address merchant, String body) {
        return ask("PATCH", path, body, ServiceToken.of(merchant, Scope.WRITE));
    }

    static HttpResponse<String> delete(String path, Address merchant) {
        return ask("DELETE", path, "", ServiceToken.of(merchant, Scope.WRITE));
    }

    static HttpResponse<String> ask(String method, String path, String body, ServiceToken token) {
        return send(HTTP, signed(method, path, body, token));
    }

    /** As somebody asks who upgrades the connection. */
    static HttpResponse<String> askOverHttp2(String method, String path, String body, ServiceToken token) {
        return send(HTTP_2, signed(method, path, body, token));
    }

    private static HttpRequest.Builder signed(String method, String path, String body, ServiceToken token) {
        var signed = KEY.sign(token, InstantSource.system().instant());
        return request(path)
                .header("Authorization", "Bearer " + signed)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    static HttpResponse<String> withoutToken(String path) {
        return send(HTTP, request(path));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + setting("quarkus.http.port") + path));
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.uri().getPath().startsWith("/v0/")) {
                assertThat(DocumentedApi.contradictions(answer))
                        .as("what openapi.yaml says of %s %s", answer.request().method(), answer.uri())
                        .isEmpty();
            }
            return answer;
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
