package io.amser.discord;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.process.Readiness;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wallet is linked by a signature that was made for this link, and by nothing else. */
@QuarkusTest
@OnTestServers
class VerificationsIT {
    private static final String OWLS = "7700";
    private static final String CATS = "7701";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger USERS = new AtomicInteger(500_000);

    @Inject
    Pool database;

    private final String alice = Integer.toString(USERS.incrementAndGet());
    private final String bob = Integer.toString(USERS.incrementAndGet());
    private final TestWallet wallet = new TestWallet();

    @BeforeEach
    void connectServers() {
        run("""
                INSERT INTO connection (module, guild_id, merchant, guild_name, connected_at)
                VALUES ('0x01', '7700', '0x02', 'Night Owls', now()), ('0x01', '7701', '0x02', 'Cats', now())
                    ON CONFLICT DO NOTHING
                """);
    }

    @Test
    void the_page_is_told_who_links_what_and_what_to_sign() {
        var answer = new JsonObject(Verifying.at(OWLS, alice).look().body());

        assertThat(answer.getJsonObject("user"))
                .isEqualTo(new JsonObject().put("id", alice).put("name", "user" + alice));
        assertThat(answer.getJsonObject("server"))
                .isEqualTo(new JsonObject().put("id", OWLS).put("name", "Night Owls"));
        var message = answer.getJsonObject("message");
        assertThat(message.getString("domain")).isEqualTo("app.example.org");
        assertThat(message.getString("uri")).isEqualTo("https://app.example.org/discord/verify");
        assertThat(message.getLong("chain_id")).isEqualTo(31_337);
        assertThat(message.getString("statement")).contains(alice, OWLS);
        assertThat(message.getString("expiration_time")).isEqualTo(answer.getString("expires_at"));
    }

    @Test
    void a_wallet_that_signs_is_linked_and_the_proof_is_kept_as_it_was_given() {
        var link = Verifying.at(OWLS, alice);
        var text = wallet.message(link.fields());
        var signature = wallet.sign(text);

        var answer = link.send(text, signature);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getString("wallet"))
                .isEqualTo(wallet.address().value());
        assertThat(new JsonObject(answer.body()).getBoolean("moved")).isFalse();
        assertThat(proof()).containsExactly(alice, text, signature);
    }

    @Test
    void a_link_works_once() {
        var link = Verifying.at(OWLS, alice);
        var text = wallet.message(link.fields());
        assertThat(link.send(text, wallet.sign(text)).statusCode()).isEqualTo(200);

        isProblem(link.send(text, wallet.sign(text)), 409, "verification_used");
        isProblem(link.look(), 409, "verification_used");
    }

    /** Both have been found in order when the first is written down. */
    @Test
    void of_two_who_use_a_link_at_the_same_time_one_does() {
        var link = Verifying.at(OWLS, alice);
        var fields = link.fields();
        var held = database.getConnection().await().indefinitely();
        var begun = held.begin().await().indefinitely();
        held.preparedQuery("SELECT FROM verification WHERE user_id = $1 FOR UPDATE")
                .execute(Tuple.of(alice))
                .await()
                .indefinitely();

        var answers = Stream.generate(TestWallet::new)
                .limit(2)
                .map(other -> CompletableFuture.supplyAsync(
                        () -> link.send(other.message(fields), other.sign(other.message(fields))),
                        Thread::startVirtualThread))
                .toList();
        assertThat(Readiness.isReadyWithin(PATIENCE, () -> waiting() == 2)).isTrue();
        begun.rollback().chain(held::close).await().indefinitely();

        assertThat(answers.stream().map(answer -> answer.join().statusCode())).containsExactlyInAnyOrder(200, 409);
        assertThat(walletsOf(alice)).hasSize(1);
    }

    private int waiting() {
        return database.query("""
                SELECT
                  FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'
                """).execute().await().indefinitely().rowCount();
    }

    @Test
    void a_refused_signature_leaves_the_link_as_good_as_it_was() {
        var link = Verifying.at(OWLS, alice);
        isProblem(link.send(wallet.message(link.fields()), "0x00"), 401, "wrong_signer");

        assertThat(link.with(wallet).statusCode()).isEqualTo(200);
    }

    @Test
    void a_link_ends_after_ten_minutes() {
        var link = Verifying.at(OWLS, alice);
        var text = wallet.message(link.fields());
        run("UPDATE verification SET expires_at = now() WHERE user_id = '" + alice + "'");

        isProblem(link.look(), 410, "verification_expired");
        isProblem(link.send(text, wallet.sign(text)), 410, "verification_expired");
        assertThat(walletsOf(alice)).isEmpty();
    }

    @Test
    void a_newer_link_ends_the_older_one_wherever_it_was_given() {
        var older = Verifying.at(OWLS, alice);
        var newer = Verifying.at(CATS, alice);

        isProblem(older.look(), 410, "verification_expired");
        assertThat(newer.look().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "%27%20OR%20true--", "..%2f..%2f"})
    void a_link_that_nobody_was_given_is_unknown(String token) {
        isProblem(TheApi.get("/v0/discord/verifications/" + token), 404, "unknown_verification");
        isProblem(
                TheApi.post("/v0/discord/verifications/" + token, "{\"message\":\"m\",\"signature\":\"0x00\"}"),
                404,
                "unknown_verification");
    }

    @Test
    void what_was_signed_for_one_link_is_nothing_to_another() {
        var older = Verifying.at(OWLS, alice);
        var text = wallet.message(older.fields());
        var signature = wallet.sign(text);

        isProblem(Verifying.at(OWLS, alice).send(text, signature), 401, "message_mismatch");
        isProblem(Verifying.at(CATS, alice).send(text, signature), 401, "message_mismatch");
        isProblem(Verifying.at(OWLS, bob).send(text, signature), 401, "message_mismatch");
        assertThat(walletsOf(alice)).isEmpty();
        assertThat(walletsOf(bob)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"domain", "uri", "nonce", "statement", "issued_at", "expiration_time", "chain_id"})
    void a_text_that_differs_in_one_field_is_not_the_one_that_was_asked_for(String field) {
        var link = Verifying.at(OWLS, alice);
        var fields = link.fields();
        fields.put(field, field.equals("chain_id") ? 1L : spoilt(fields.getString(field)));
        var text = wallet.message(fields);

        var answer = link.send(text, wallet.sign(text));

        isProblem(answer, 401, "message_mismatch");
        assertThat(new JsonObject(answer.body()).getString("parameter")).isEqualTo(field);
        assertThat(walletsOf(alice)).isEmpty();
    }

    private static String spoilt(String value) {
        return value.endsWith("Z") ? value.replaceFirst("^20", "21") : value + "0";
    }

    @Test
    void a_signature_is_judged_before_anything_is_believed() {
        var link = Verifying.at(OWLS, alice);
        var text = wallet.message(link.fields());
        var other = new TestWallet();

        isProblem(link.send(text, other.sign(text)), 401, "wrong_signer");
        isProblem(link.send(text, wallet.sign(text + " ")), 401, "wrong_signer");
        isProblem(link.send(text, wallet.signWithHighS(text)), 401, "wrong_signer");
        isProblem(link.send(text, "0x" + "00".repeat(65)), 401, "wrong_signer");
        isProblem(link.send(text, "signed"), 401, "malformed_signature");
        isProblem(link.send(text + "\n", wallet.sign(text + "\n")), 401, "malformed_message");
        isProblem(link.send("", "0x00"), 401, "malformed_message");
        isProblem(TheApi.post(link.path(), "{\"message\":7,\"signature\":\"0x00\"}"), 400, "invalid_parameter");
        isProblem(TheApi.post(link.path(), "{\"message\":\"m\"}"), 400, "missing_parameter");
        isProblem(TheApi.post(link.path(), "[]"), 400, "bad_request");
        assertThat(walletsOf(alice)).isEmpty();
    }

    @Test
    void a_wallet_moves_to_the_user_for_whom_it_signed_last() {
        Verifying.at(OWLS, alice).with(wallet);

        var answer = Verifying.at(OWLS, bob).with(wallet);

        assertThat(new JsonObject(answer.body()).getBoolean("moved")).isTrue();
        assertThat(answer.body()).doesNotContain(alice);
        assertThat(walletsOf(alice)).isEmpty();
        assertThat(walletsOf(bob)).containsExactly(wallet.address().value());
    }

    @Test
    void a_user_has_several_wallets_and_the_newest_proof_of_each() {
        var second = new TestWallet();
        Verifying.at(OWLS, alice).with(wallet);
        Verifying.at(OWLS, alice).with(second);
        var again = Verifying.at(CATS, alice);
        var text = wallet.message(again.fields());
        again.send(text, wallet.sign(text));

        assertThat(walletsOf(alice))
                .containsExactlyInAnyOrder(
                        wallet.address().value(), second.address().value());
        assertThat(proof()).contains(text);
    }

    /** A contract that takes the signatures of one account, and of nobody else, as its own. */
    @Test
    void a_wallet_that_is_a_contract_is_asked_on_the_chain() {
        var contract = Contract.ownedBy(wallet.address());
        var link = Verifying.at(OWLS, alice);
        var text = TestWallet.message(link.fields(), contract);

        isProblem(link.send(text, new TestWallet().sign(text)), 401, "wrong_signer");
        assertThat(link.send(text, wallet.sign(text)).statusCode()).isEqualTo(200);
        assertThat(walletsOf(alice)).containsExactly(contract.value());
    }

    private List<String> walletsOf(String user) {
        return database
                .preparedQuery("SELECT wallet FROM wallet_link WHERE user_id = $1 ORDER BY linked_at")
                .execute(Tuple.of(user))
                .await()
                .indefinitely()
                .stream()
                .map(row -> row.getString("wallet"))
                .toList();
    }

    private List<String> proof() {
        return database
                .preparedQuery("SELECT user_id, message, signature FROM wallet_link WHERE wallet = $1")
                .execute(Tuple.of(wallet.address().value()))
                .await()
                .indefinitely()
                .stream()
                .flatMap(row ->
                        Stream.of(row.getString("user_id"), row.getString("message"), row.getString("signature")))
                .toList();
    }

    private void run(String sql) {
        database.query(sql).execute().await().indefinitely();
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo(code);
    }
}
