package io.amser.discord;

import static io.amser.discord.DiscordItself.command;
import static io.amser.discord.DiscordItself.now;
import static io.amser.discord.DiscordItself.sends;
import static io.amser.discord.DiscordItself.signature;
import static io.amser.discord.DiscordItself.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.servicetoken.ServiceToken;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Discord requires of those who answer interactions. */
@QuarkusTest
@OnTestServers
class InteractionsIT {
    private static final String GUILD = "7700";
    private static final String USER = "100200";
    private static final String PING = "{ \"type\" : 1, \"id\":\"1\", \"application_id\":\"1\" }";
    private static final int FOR_HIM_ALONE = 64;

    @Inject
    Pool database;

    @BeforeEach
    void connectServer() {
        database.query("""
                INSERT INTO connection (module, guild_id, merchant, guild_name, connected_at)
                VALUES ('0x01', '7700', '0x02', 'Night Owls', now())
                    ON CONFLICT DO NOTHING
                """).execute().await().indefinitely();
    }

    @Test
    void a_ping_is_a_pong() {
        var answer = sends(PING);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"type\":1}");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    /** Discord tries this out from time to time, and takes its interactions elsewhere if one is accepted. */
    @Test
    void what_discord_has_not_signed_just_now_is_refused() {
        var now = now();
        var ofAnother = "00".repeat(32) + signature(now + PING).substring(64);

        isRefused(sends(PING, now, ofAnother));
        isRefused(sends(PING + " ", now, signature(now + PING)));
        isRefused(sends(PING, Long.toString(Long.parseLong(now) - 1), signature(now + PING)));
        isRefused(sends(PING, now, ""));
        isRefused(sends(PING, now, "zz".repeat(64)));
        isRefused(sends(PING, now, signature(now + PING) + "00"));
        isRefused(TheApi.post("/v0/discord/interactions", PING));
        isRefused(TheApi.send(TheApi.request("/v0/discord/interactions", ServiceToken.ofAnyone())
                .header("X-Signature-Ed25519", signature(PING))
                .POST(BodyPublishers.ofString(PING))));
    }

    @Test
    void an_old_signature_is_none() {
        var seconds = Long.parseLong(now());

        for (var other : new long[] {seconds - 302, seconds + 302, 0}) {
            isRefused(sends(PING, Long.toString(other), signature(other + PING)));
        }
        for (var other : new String[] {"", "now", "-5", "9".repeat(30)}) {
            isRefused(sends(PING, other, signature(other + PING)));
        }
        var almost = Long.toString(seconds - 290);
        assertThat(sends(PING, almost, signature(almost + PING)).statusCode()).isEqualTo(200);
    }

    private static void isRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("wrong_discord_signature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{}",
                "{\"type\":\"1\"}",
                "{\"type\":null}",
                "{\"type\":2,\"guild_id\":\"7700\",\"member\":{}}",
                "{\"type\":2,\"guild_id\":7700,\"member\":{\"user\":{\"id\":\"1\",\"username\":\"a\"}}}",
                "{\"type\":2,\"id\":\"1\",\"guild_id\":\"' OR 1=1\",\"member\":{\"user\":{\"id\":\"1\",\"username\":\"a\"}},\"data\":{\"name\":\"verify\"}}",
                "{\"type\":2,\"id\":\"1\",\"guild_id\":\"7700\",\"member\":{\"user\":{\"id\":\"1\",\"username\":\"a\"}},\"data\":{\"name\":\"verify\",\"options\":[7]}}"
            })
    void what_is_no_interaction_is_told_so(String body) {
        var answer = sends(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("bad_request");
    }

    @Test
    void whatever_is_said_is_for_the_member_alone_and_calls_nobody() {
        for (var name : new String[] {"verify", "unlink", "nothing", "@everyone"}) {
            var message = DiscordItself.message(sends(command(name, GUILD, USER)));

            assertThat(message.getInteger("flags") & FOR_HIM_ALONE).as(name).isEqualTo(FOR_HIM_ALONE);
            assertThat(message.getJsonObject("allowed_mentions").getJsonArray("parse"))
                    .isEmpty();
        }
    }

    @Test
    void a_command_that_is_gone_a_private_conversation_and_a_strange_server_get_clear_words() {
        var dm = command("verify", GUILD, USER);
        dm.remove("guild_id");
        dm.put("user", dm.getJsonObject("member").getJsonObject("user"));
        dm.remove("member");

        assertThat(text(sends(command("dance", GUILD, USER))))
                .contains("no such command")
                .contains("/status");
        assertThat(text(sends(dm))).contains("at the server");
        assertThat(text(sends(command("verify", "7799", USER)))).contains("Its owner connects it");
        assertThat(text(sends(new JsonObject().put("type", 3)))).contains("/verify");
    }

    @Test
    void verify_gives_a_link_that_is_stored_nowhere() {
        var answer = sends(command("verify", GUILD, USER));

        var page = DiscordItself.page(answer);
        assertThat(page.toString()).matches("https://app\\.example\\.org/discord/verify/[A-Za-z0-9_-]{43}");
        assertThat(text(answer)).contains("ten minutes");
        var token = page.getPath().substring(page.getPath().lastIndexOf('/') + 1);
        var rows = database.query("SELECT v::text AS line, encode(token_hash, 'escape') AS hash FROM verification v")
                .execute()
                .await()
                .indefinitely();
        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.getString("line") + row.getString("hash"))
                        .doesNotContain(token));
    }

    @Test
    void an_interaction_that_is_sent_again_gives_no_second_link() {
        var interaction = command("verify", GUILD, USER);
        var token = DiscordItself.page(sends(interaction)).getPath().substring("/discord/verify/".length());

        assertThat(text(sends(interaction))).contains("Try again").doesNotContain("https://");
        assertThat(TheApi.get("/v0/discord/verifications/" + token).statusCode())
                .isEqualTo(200);
    }

    @Test
    void unlink_says_what_there_is_to_unlink() {
        var wallet = new TestWallet();
        var odd = command("unlink", GUILD, "100201");
        odd.getJsonObject("data")
                .put(
                        "options",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("name", "wallet")
                                        .put("type", 3)
                                        .put("value", "everything")));

        assertThat(text(sends(command("unlink", GUILD, "100201")))).contains("No wallet is linked");
        assertThat(text(sends(odd))).contains("no address");
        Verifying.at(GUILD, "100201").with(wallet);
        assertThat(text(sends(command("unlink", GUILD, "100201"))))
                .contains(wallet.address().value());
        assertThat(text(sends(command("unlink", GUILD, "100201")))).contains("No wallet is linked");
    }

    /** A lock that nobody gives back stands for a database that takes its time. */
    @Test
    void an_answer_comes_in_time_even_if_the_database_does_not() {
        var held = database.getConnectionAndAwait();
        try {
            held.query("BEGIN").execute().await().indefinitely();
            held.query("LOCK TABLE connection, wallet_link IN ACCESS EXCLUSIVE MODE")
                    .execute()
                    .await()
                    .indefinitely();

            for (var name : new String[] {"verify", "unlink"}) {
                var answer = DiscordItself.waitingThreeSeconds(command(name, GUILD, USER));
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(text(answer)).contains("Try again");
            }
            assertThat(sends(PING).statusCode()).isEqualTo(200);
        } finally {
            held.query("ROLLBACK").execute().await().indefinitely();
            held.close().await().indefinitely();
        }
        assertThat(text(sends(command("verify", GUILD, USER)))).contains("https://");
    }
}
