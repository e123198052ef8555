package io.amser.api.access.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;

/** The two cookies of signing in: neither is seen by scripts, sent in the clear, or sent along with a foreign site's writes. */
final class SessionCookies {
    static final String NONCE = "siwe";
    private static final String SIGN_IN_PATH = "/v0/auth";
    private static final String SESSION = "sid";

    private SessionCookies() {}

    static void setNonce(HttpServerResponse response, SignIn.Nonce nonce) {
        response.addCookie(
                guarded(NONCE, nonce.cookie()).setPath(SIGN_IN_PATH).setMaxAge(SignIn.NONCE_LIFE.toSeconds()));
    }

    /** For as long as the browser is open; the row says when the session ends. */
    static void setSession(HttpServerResponse response, SignedText signed, Sessions.Session session) {
        forget(response, NONCE, SIGN_IN_PATH);
        response.addCookie(
                guarded(SESSION, token(signed, session.id(), session)).setPath("/"));
    }

    static void forgetSession(HttpServerResponse response) {
        forget(response, SESSION, "/");
    }

    private static String token(SignedText signed, UUID id, Sessions.Session session) {
        return signed.sign(SignedText.Purpose.SESSION, id.toString(), session.createdAt());
    }

    private static void forget(HttpServerResponse response, String name, String path) {
        response.addCookie(guarded(name, "").setPath(path).setMaxAge(0));
    }

    private static Cookie guarded(String name, String value) {
        return Cookie.cookie(name, value).setHttpOnly(true).setSecure(true).setSameSite(CookieSameSite.LAX);
    }
}
