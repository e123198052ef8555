package io.amser.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.amser.protocol.Address;
import java.net.HttpCookie;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** A merchant who has signed in with a browser. */
record TestSession(TestWallet wallet, String cookie) {
    static final String WEB_APP = "https://app.example.org";

    static TestSession signedIn() {
        var wallet = TestWallet.unknownSoFar();
        var nonce = nonce();
        var message = wallet.message(nonce.text());
        var answer = verify(message, wallet.sign(message), nonce.cookie());
        if (answer.statusCode() != 200) {
            throw new AssertionError("Nobody signs in: " + answer.body());
        }
        return new TestSession(
                wallet, "sid=" + cookie(answer, "sid").orElseThrow().getValue());
    }

    /** What a browser gets to sign in with. */
    record Nonce(String text, String cookie) {}

    static Nonce nonce() {
        var answer = ApiCaller.get("/v0/auth/nonce");
        return new Nonce(
                ApiCaller.json(answer).path("nonce").asText(),
                "siwe=" + cookie(answer, "siwe").orElseThrow().getValue());
    }

    static HttpResponse<String> verify(String message, String signature, String cookie) {
        return ApiCaller.send(verifying(message, signature, cookie));
    }

    static HttpRequest.Builder verifying(String message, String signature, String cookie) {
        var body = JsonNodeFactory.instance.objectNode().put("message", message).put("signature", signature);
        return fromWebApp("/v0/auth/verify").header("Cookie", cookie).POST(BodyPublishers.ofString(body.toString()));
    }

    /** A cookie as a browser would keep it. */
    static Optional<HttpCookie> cookie(HttpResponse<?> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(HttpCookie::parse)
                .flatMap(List::stream)
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst();
    }

    Address merchant() {
        return wallet.address();
    }

    /** An API key of the merchant. */
    String newKey() {
        return ApiCaller.json(post("/v0/api-keys", "{\"name\":\"k\"}"))
                .path("key")
                .asText();
    }

    HttpResponse<String> get(String path) {
        return ApiCaller.send(ApiCaller.request(path).header("Cookie", cookie).GET());
    }

    HttpResponse<String> post(String path, String json) {
        return ApiCaller.send(writing(path).POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> delete(String path) {
        return ApiCaller.send(writing(path).DELETE());
    }

    HttpRequest.Builder writing(String path) {
        return fromWebApp(path).header("Cookie", cookie);
    }

    private static HttpRequest.Builder fromWebApp(String path) {
        return ApiCaller.request(path).header("Origin", WEB_APP).header("Content-Type", "application/json");
    }
}
