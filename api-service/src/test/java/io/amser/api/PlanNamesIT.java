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
        var merchant = merchant(HASH);

        var answer = name(merchant, WORDS + "}");
        var again = name(merchant, WORDS + ",\"unverified\":true}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"name\":\"Pro Plan\",\"description\":\"Monthly pro subscription\"")
                .contains("\"metadata_verified\":true");
        assertThat(again.body()).contains("\"metadata_verified\":true");
        assertThat(ApiCaller.get("/v0/modules/" + merchant.module() + "/plans").body())
                .contains("\"name\":\"Pro Plan\"")
                .contains("\"metadata_verified\":true");
    }

    @Test
    void takes_other_words_only_as_such() {
        var merchant = merchant(new MetadataHash("0x" + "7".repeat(64)));

        var refused = name(merchant, WORDS + "}");
        var afterwards =
                ApiCaller.get("/v0/modules/" + merchant.module() + "/plans").body();
        var flagged = name(merchant, WORDS + ",\"unverified\":true}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(ApiCaller.json(refused).path("code").asText()).isEqualTo("metadata_mismatch");
        assertThat(ApiCaller.json(refused).path("detail").asText()).contains(HASH.value());
        assertThat(afterwards).contains("\"name\":null");
        assertThat(flagged.statusCode()).isEqualTo(200);
        assertThat(flagged.body()).contains("\"name\":\"Pro Plan\"").contains("\"metadata_verified\":false");
    }

    @Test
    void proves_nothing_about_the_plan_that_a_reorganisation_put_in_its_place() {
        var merchant = TestMerchant.unknownSoFar();
        var plan = merchant.planCreated(1, HASH);
        TestChain.publish(merchant.deployed(), plan);
        name(merchant, WORDS + "}");

        TestChain.retract(plan);
        TestChain.publish(merchant.planCreated(1, new MetadataHash("0x" + "7".repeat(64))));

        assertThat(ApiCaller.get("/v0/modules/" + merchant.module() + "/plans").body())
                .contains("\"metadata_verified\":false");
    }

    @Test
    void names_no_plan_that_is_not_there() {
        var merchant = merchant(HASH);

        assertThat(code(put(merchant.wallet() + "/2/metadata", WORDS + "}"))).isEqualTo("unknown_plan");
        assertThat(code(put(TestChain.newAddress() + "/1/metadata?module_address=" + merchant.module(), WORDS + "}")))
                .isEqualTo("unknown_module");
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
        var answer = name(merchant(HASH), body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception", "jackson");
    }

    @Test
    void refuses_long_words_and_other_forms() {
        var merchant = merchant(HASH);

        assertThat(name(merchant, "{\"name\":\"" + "x".repeat(201) + "\",\"description\":\"\"}")
                        .statusCode())
                .isEqualTo(400);
        var form = ApiCaller.send(ApiCaller.request("/v0/plans/" + merchant.wallet() + "/1/metadata")
                .header("Authorization", "Bearer " + ApiCaller.DEV_KEY)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(BodyPublishers.ofString("name=x")));
        assertThat(form.statusCode()).isEqualTo(415);
    }

    private static TestMerchant merchant(MetadataHash hash) {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(merchant.deployed(), merchant.planCreated(1, hash));
        return merchant;
    }

    private static HttpResponse<String> name(TestMerchant merchant, String body) {
        return put(merchant.wallet() + "/1/metadata", body);
    }

    private static HttpResponse<String> put(String path, String body) {
        return ApiCaller.send(ApiCaller.request("/v0/plans/" + path)
                .header("Authorization", "Bearer " + ApiCaller.DEV_KEY)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    private static String code(HttpResponse<String> answer) {
        return ApiCaller.json(answer).path("code").asText();
    }
}
