package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.MetadataHash;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan has the name whose hash it carries, or one that is said not to be proven. */
@QuarkusTest
@OnTestServers
class PlanNamesIT {
    private static final String WORDS = "{\"name\":\"Pro Plan\",\"description\":\"Monthly pro subscription\"";
    private static final MetadataHash HASH =
            new MetadataHash("0x51f16d9bcbf107a1bddb7bb0f041c1211ebeddc15cfe526fed2be6826954bcb3");

    @Test
    void takes_the_words_that_the_chain_proves() {
        var namer = Namer.with(HASH);

        var answer = namer.name(WORDS + "}");
        var again = namer.name(WORDS + ",\"unverified\":true}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"name\":\"Pro Plan\",\"description\":\"Monthly pro subscription\"")
                .contains("\"metadata_verified\":true");
        assertThat(again.body()).contains("\"metadata_verified\":true");
        assertThat(namer.plans()).contains("\"name\":\"Pro Plan\"").contains("\"metadata_verified\":true");
    }

    @Test
    void takes_other_words_only_as_such() {
        var namer = Namer.with(new MetadataHash("0x" + "7".repeat(64)));

        var refused = namer.name(WORDS + "}");
        var afterwards = namer.plans();
        var flagged = namer.name(WORDS + ",\"unverified\":true}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(code(refused)).isEqualTo("metadata_mismatch");
        assertThat(ApiCaller.json(refused).path("detail").asText()).contains(HASH.value());
        assertThat(afterwards).contains("\"name\":null");
        assertThat(flagged.statusCode()).isEqualTo(200);
        assertThat(flagged.body()).contains("\"name\":\"Pro Plan\"").contains("\"metadata_verified\":false");
    }

    @Test
    void proves_nothing_about_the_plan_that_a_reorganisation_put_in_its_place() {
        var session = TestSession.signedIn();
        var merchant = TestMerchant.of(session.merchant());
        var namer = new Namer(session, merchant);
        var plan = merchant.planCreated(1, HASH);
        TestChain.publish(merchant.deployed(), plan);
        assertThat(namer.name(WORDS + "}").statusCode()).isEqualTo(200);

        TestChain.retract(plan);
        TestChain.publish(merchant.planCreated(1, new MetadataHash("0x" + "7".repeat(64))));

        assertThat(namer.plans()).contains("\"name\":\"Pro Plan\"").contains("\"metadata_verified\":false");
    }

    @Test
    void names_no_plan_that_is_not_there_or_another_merchants() {
        var namer = Namer.with(HASH);
        var other = Namer.with(HASH);
        var own = namer.merchant().wallet();

        assertThat(code(namer.put(own + "/2/metadata", WORDS + "}"))).isEqualTo("unknown_plan");
        assertThat(code(namer.put(
                        own + "/1/metadata?module_address=" + other.merchant().module(), WORDS + "}")))
                .isEqualTo("unknown_module");
        assertThat(namer.put(other.merchant().wallet() + "/1/metadata", WORDS + "}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(other.plans()).contains("\"name\":null");
    }

    @Test
    void takes_no_words_from_a_key() {
        var merchant = Namer.with(HASH).merchant();

        var answer = ApiCaller.send(ApiCaller.request("/v0/plans/" + merchant.wallet() + "/1/metadata")
                .header("Authorization", "Bearer " + ApiCaller.DEV_KEY)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(WORDS + "}")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(code(answer)).isEqualTo("api_key_read_only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"name\":\"x\"}",
                "{\"name\":\"\",\"description\":\"\"}",
                "{\"name\":5,\"description\":\"\"}",
                "{\"name\":true,\"description\":\"\"}",
                "{\"name\":[\"x\"],\"description\":\"\"}",
                "{\"name\":\"\\u0000\",\"description\":\"\"}",
                "{\"name\":\"\\ud800\",\"description\":\"\"}",
                "{\"name\":\"x\",\"description\":\"\",\"unverified\":\"true\"}",
                "{\"name\":\"x\",\"description\":\"\",\"unverified\":1}",
                "{\"name\":\"x",
                "name=x"
            })
    void refuses_what_are_no_words(String body) {
        var answer = Namer.with(HASH).name(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception", "jackson");
    }

    @Test
    void refuses_long_words_and_other_forms() {
        var namer = Namer.with(HASH);

        assertThat(namer.name("{\"name\":\"" + "x".repeat(201) + "\",\"description\":\"\"}")
                        .statusCode())
                .isEqualTo(400);
        var form = ApiCaller.send(namer.session()
                .writing("/v0/plans/" + namer.merchant().wallet() + "/1/metadata")
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .PUT(BodyPublishers.ofString("name=x")));
        assertThat(form.statusCode()).isEqualTo(415);
    }

    /** A merchant who has signed in, with one plan. */
    private record Namer(TestSession session, TestMerchant merchant) {
        private static Namer with(MetadataHash hash) {
            var session = TestSession.signedIn();
            var merchant = TestMerchant.of(session.merchant());
            TestChain.publish(merchant.deployed(), merchant.planCreated(1, hash));
            return new Namer(session, merchant);
        }

        private HttpResponse<String> name(String body) {
            return put(merchant.wallet() + "/1/metadata", body);
        }

        private HttpResponse<String> put(String path, String body) {
            return ApiCaller.send(session.writing("/v0/plans/" + path).PUT(BodyPublishers.ofString(body)));
        }

        private String plans() {
            return ApiCaller.get("/v0/modules/" + merchant.module() + "/plans").body();
        }
    }

    private static String code(HttpResponse<String> answer) {
        return ApiCaller.json(answer).path("code").asText();
    }
}
