package io.amser.discord;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;

/** A link that a user was given, and what he does with it. */
final class Verifying {
    private final String path;

    private Verifying(String path) {
        this.path = path;
    }

    /** A user says /verify at a server. */
    static Verifying at(String guild, String user) {
        var page = DiscordItself.page(DiscordItself.sends(DiscordItself.command("verify", guild, user)));
        return new Verifying("/v0/discord/verifications/" + page.getPath().substring("/discord/verify/".length()));
    }

    String path() {
        return path;
    }

    HttpResponse<String> look() {
        return TheApi.get(path);
    }

    /** The fields of the message that the link asks for. */
    JsonObject fields() {
        var answer = look();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonObject("message");
    }

    HttpResponse<String> send(String message, String signature) {
        return TheApi.post(
                path,
                new JsonObject()
                        .put("message", message)
                        .put("signature", signature)
                        .encode());
    }

    /** The wallet signs what it is asked for. */
    HttpResponse<String> with(TestWallet wallet) {
        var text = wallet.message(fields());
        return send(text, wallet.sign(text));
    }
}
