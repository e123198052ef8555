package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.FailCode;
import io.amser.protocol.MetadataHash;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a merchant takes into a spreadsheet says what the lists say, and does nothing there. */
@QuarkusTest
@OnTestServers
class ExportIT {
    private static final MetadataHash HASH = new MetadataHash("0x" + "1".repeat(64));

    @Test
    void activity_has_the_columns_of_the_list_and_no_formula() {
        var merchant = TestMerchant.unknownSoFar();
        var subscriber = TestChain.newAddress();
        TestChain.publish(
                merchant.deployed(),
                merchant.planCreated(1, HASH, "=HYPERLINK(\"http://evil\",\"USDC\")"),
                merchant.subscribed(1, subscriber, 1),
                merchant.failed(1, 0, FailCode.TRANSFER_FAILED),
                merchant.charged(1, subscriber, 0));

        var answer = ApiCaller.getAsMerchant("/v0/exports/" + merchant.wallet() + "/activity.csv");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"activity.csv\"");
        assertThat(answer.headers().firstValue("X-Indexed-Block")).isPresent();
        var row = ApiCaller.elements(ApiCaller.getAsMerchant("/v0/activity/" + merchant.wallet()))
                .getFirst();
        var lines = answer.body().split("\r\n", -1);
        assertThat(lines).hasSize(4).endsWith("");
        assertThat(List.of(lines[0].split(",")))
                .isEqualTo(
                        row.properties().stream().map(entry -> entry.getKey()).toList());
        assertThat(lines[1])
                .startsWith(row.path("event_id").asText() + ",")
                .contains(",CHARGE,10000000,6,\"'=HYPERLINK(\"\"http://evil\"\",\"\"USDC\"\")\",,")
                .endsWith(row.path("timestamp").asText());
        assertThat(ApiCaller.getAsMerchant("/v0/exports/" + merchant.wallet() + "/activity.csv?type=FAIL")
                        .body()
                        .lines())
                .hasSize(2);
    }

    @Test
    void subscriptions_have_the_columns_of_the_list() {
        var merchant = TestMerchant.unknownSoFar();
        TestChain.publish(
                merchant.deployed(), merchant.planCreated(1), merchant.subscribed(1, TestChain.newAddress(), 1));

        var lines = ApiCaller.getAsMerchant("/v0/exports/" + merchant.wallet() + "/subscriptions.csv")
                .body()
                .split("\r\n", -1);

        var row = ApiCaller.elements(ApiCaller.getAsMerchant("/v0/subscriptions/" + merchant.wallet()))
                .getFirst();
        assertThat(List.of(lines[0].split(",")))
                .isEqualTo(
                        row.properties().stream().map(entry -> entry.getKey()).toList());
        assertThat(List.of(lines[1].split(",", -1)))
                .isEqualTo(row.properties().stream()
                        .map(entry -> entry.getValue().isNull()
                                ? ""
                                : entry.getValue().asText())
                        .toList());
    }

    @Test
    void a_file_without_rows_is_its_header() {
        TestChain.publish();

        assertThat(ApiCaller.getAsMerchant("/v0/exports/" + TestChain.newAddress() + "/activity.csv")
                        .body()
                        .lines())
                .singleElement()
                .asString()
                .startsWith("event_id,");
    }
}
