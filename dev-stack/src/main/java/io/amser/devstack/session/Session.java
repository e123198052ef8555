package io.amser.devstack.session;

import io.amser.devstack.server.ChainServer;
import io.amser.devstack.wallet.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who has signed in with his wallet, and asks from the web app. */
public final class Session implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final Pattern LINK = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI api;
    private final String webApp;
    private final String cookie;

    private Session(URI api, String webApp, Account who) {
        this.api = api;
        this.webApp = webApp;
        this.cookie = signIn(who);
    }

    /** {@code webApp} is the origin that the API expects requests from. */
    public static Session signIn(URI api, String webApp, Account who) {
        return new Session(api, webApp, who);
    }

    public Answer get(String path) {
        return answer(send(at(path).header("Cookie", cookie)));
    }

    /** Writes, with an empty body too: the API asks for its type all the same. */
    public Answer post(String path, String json) {
        return answer(send(fromWebApp(path).header("Cookie", cookie).POST(BodyPublishers.ofString(json))));
    }

    public Answer put(String path, String json) {
        return answer(send(fromWebApp(path).header("Cookie", cookie).PUT(BodyPublishers.ofString(json))));
    }

    public Answer delete(String path) {
        return answer(send(fromWebApp(path).header("Cookie", cookie).DELETE()));
    }

    private String signIn(Account who) {
        var given = send(at("/v0/auth/nonce"));
        var message = message(who, JSON.readTree(given.body()).get("nonce").asString());
        var body = JSON.createObjectNode().put("message", message).put("signature", who.sign(message));
        var signedIn = send(fromWebApp("/v0/auth/verify")
                .header("Cookie", cookie(given, "siwe"))
                .POST(BodyPublishers.ofString(body.toString())));
        answer(signedIn).expecting(OK);
        return cookie(signedIn, "sid");
    }

    private String message(Account who, String nonce) {
        return """
                %s wants you to sign in with your Ethereum account:
                %s


                URI: %s
                Version: 1
                Chain ID: %d
                Nonce: %s
                Issued At: %s""".formatted(
                        URI.create(webApp).getAuthority(),
                        who.address().checksummed(),
                        webApp,
                        ChainServer.CHAIN_ID,
                        nonce,
                        Instant.now());
    }

    private HttpRequest.Builder fromWebApp(String path) {
        return at(path).header("Origin", webApp).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(api.resolve(path)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("The API does not answer at " + api, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the API", e);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        var next = response.headers().firstValue("Link").map(LINK::matcher).filter(Matcher::matches);
        return new Answer(
                response.statusCode(),
                response.body(),
                next.map(link -> link.group(1)),
                response.headers().firstValue("Location").map(URI::create));
    }

    private static String cookie(HttpResponse<String> response, String name) {
        return response.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The API sets no cookie " + name));
    }

    @Override
    public void close() {
        http.close();
    }
}
