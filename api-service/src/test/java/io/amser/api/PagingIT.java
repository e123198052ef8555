package io.amser.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.protocol.event.ChainEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists come whole, or page by page: each element once, whatever is added in between. */
@QuarkusTest
@OnTestServers
class PagingIT {
    private static final Pattern NEXT = Pattern.compile("<(/v0/[^>]*)>; rel=\"next\"");

    @Test
    void goes_through_a_list_page_by_page() {
        var merchant = withSubscriptions(5);
        var path = "/v0/subscriptions/" + merchant.wallet() + "?chain_id=31337&limit=2";

        assertThat(pages(path)).containsExactly(List.of("1", "2"), List.of("3", "4"), List.of("5"));
        assertThat(ApiCaller.elements(ApiCaller.getAsMerchant("/v0/subscriptions/" + merchant.wallet() + "?limit=5")))
                .hasSize(5);
        assertThat(next(ApiCaller.getAsMerchant("/v0/subscriptions/" + merchant.wallet() + "?limit=5")))
                .isEmpty();
        assertThat(next(ApiCaller.getAsMerchant("/v0/subscriptions/" + merchant.wallet())))
                .isEmpty();
    }

    @Test
    void keeps_its_place_while_the_newest_are_added() {
        var merchant = withSubscriptions(1);
        var payer = TestChain.newAddress();
        var early = merchant.charged(1, payer, 0);
        var late = merchant.charged(1, payer, 1);
        TestChain.publish(early, late);

        var first = ApiCaller.getAsMerchant("/v0/activity/" + merchant.wallet() + "?type=CHARGE&limit=1");
        TestChain.publish(merchant.charged(1, payer, 2));
        var second = ApiCaller.getAsMerchant(next(first).orElseThrow());

        assertThat(ids(first, "event_id")).containsExactly(late.id().value());
        assertThat(ids(second, "event_id")).containsExactly(early.id().value());
        assertThat(next(second)).isEmpty();
    }

    @Test
    void pages_plans_too() {
        var merchant = TestMerchant.unknownSoFar();
        var events = new ArrayList<ChainEvent>(List.of(merchant.deployed()));
        IntStream.rangeClosed(1, 3).mapToObj(merchant::planCreated).forEach(events::add);
        TestChain.publish(events.toArray(ChainEvent[]::new));

        var first = ApiCaller.get("/v0/modules/" + merchant.module() + "/plans?limit=2");

        assertThat(ids(first, "plan_id_on_chain")).containsExactly("1", "2");
        assertThat(ids(ApiCaller.get(next(first).orElseThrow()), "plan_id_on_chain"))
                .containsExactly("3");
    }

    @Test
    void is_not_sent_again_while_it_stays_the_same() {
        var merchant = withSubscriptions(3);
        var path = "/v0/subscriptions/" + merchant.wallet();
        var tag = ApiCaller.getAsMerchant(path).headers().firstValue("ETag").orElseThrow();
        var later = TestChain.publish();

        var again = withTag(path, tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("X-Indexed-Block"))
                .hasValue(later.number().toString());
        assertThat(withTag(path + "?limit=2", tag).statusCode()).isEqualTo(200);

        TestChain.publish(merchant.subscribed(4, TestChain.newAddress(), 1));
        assertThat(withTag(path, tag).statusCode()).isEqualTo(200);
    }

    @Test
    void is_told_apart_when_nothing_but_a_next_page_came() {
        var merchant = withSubscriptions(2);
        var path = "/v0/subscriptions/" + merchant.wallet() + "?limit=2";
        var tag = ApiCaller.getAsMerchant(path).headers().firstValue("ETag").orElseThrow();

        TestChain.publish(merchant.subscribed(3, TestChain.newAddress(), 1));

        assertThat(withTag(path, tag).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "AAAA", "%00", "MHg", "0x1.1", "'; DROP TABLE plan; --", "0x%s.1e5", "0x%s.", "0x%s.1.1"
            })
    void refuses_places_that_it_never_gave(String place) {
        var merchant = withSubscriptions(1);
        var text = place.replace("%s", "a".repeat(40));
        var encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));

        for (var cursor : new String[] {encoded, place.equals("x") ? "x" : "%2A"}) {
            var answer =
                    ApiCaller.getAsMerchant("/v0/subscriptions/" + merchant.wallet() + "?limit=1&cursor=" + cursor);
            assertThat(answer.statusCode()).as(cursor).isEqualTo(400);
            assertThat(ApiCaller.json(answer).path("parameter").asText()).isEqualTo("cursor");
        }
    }

    private static TestMerchant withSubscriptions(int count) {
        var merchant = TestMerchant.unknownSoFar();
        var events = new ArrayList<ChainEvent>(List.of(merchant.deployed(), merchant.planCreated(1)));
        IntStream.rangeClosed(1, count)
                .mapToObj(id -> merchant.subscribed(id, TestChain.newAddress(), 1))
                .forEach(events::add);
        TestChain.publish(events.toArray(ChainEvent[]::new));
        return merchant;
    }

    private static List<List<String>> pages(String path) {
        var pages = new ArrayList<List<String>>();
        for (var at = Optional.of(path); at.isPresent(); ) {
            var page = ApiCaller.getAsMerchant(at.get());
            pages.add(ids(page, "on_chain_id"));
            at = next(page);
        }
        return pages;
    }

    private static List<String> ids(HttpResponse<String> page, String field) {
        return ApiCaller.elements(page).stream()
                .map(row -> row.path(field).asText())
                .toList();
    }

    private static Optional<String> next(HttpResponse<String> page) {
        return page.headers().firstValue("Link").map(link -> {
            var next = NEXT.matcher(link);
            assertThat(next.matches()).as(link).isTrue();
            return next.group(1);
        });
    }

    private static HttpResponse<String> withTag(String path, String tag) {
        return ApiCaller.send(ApiCaller.request(path)
                .header("Authorization", "Bearer " + ApiCaller.DEV_KEY)
                .header("If-None-Match", tag)
                .GET());
    }
}
