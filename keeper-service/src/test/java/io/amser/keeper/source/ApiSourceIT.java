package io.amser.keeper.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.amser.keeper.chain.Chain;
import io.amser.keeper.concern.Concern.Kind;
import io.amser.keeper.concern.Concerns;
import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiSourceIT {

    private static final SubscriptionKey NOBODYS =
            new SubscriptionKey(new Address("0x" + "9".repeat(40)), new SubscriptionId(BigInteger.ONE));

    private final SourceStage stage = new SourceStage();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final Map<String, String> links = new ConcurrentHashMap<>();
    private final Concerns concerns = new Concerns();
    private HttpServer platform;
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void start() throws IOException {
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/", exchange -> {
            var page = pages.get(exchange.getRequestURI().toString());
            var body = (page == null ? "" : page).getBytes(StandardCharsets.UTF_8);
            var next = links.get(exchange.getRequestURI().toString());
            if (next != null) {
                exchange.getResponseHeaders().add("Link", "<%s>; rel=\"next\"".formatted(next));
            }
            exchange.sendResponseHeaders(page == null ? 503 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        platform.start();
    }

    @AfterEach
    void close() {
        platform.stop(0);
        stage.close();
    }

    @Test
    void what_is_listed_and_confirmed_by_the_chain_is_due_on_every_page() {
        var first = stage.subscribe(0, stage.plan);
        var second = stage.subscribe(1, stage.plan);
        pages.put("/v0/due?limit=1000", listed(first, NOBODYS));
        links.put("/v0/due?limit=1000", "/second");
        pages.put("/second", listed(second));

        refresh(source());

        assertThat(stage.due()).containsExactlyInAnyOrder(first.toString(), second.toString());
    }

    @Test
    void what_is_listed_no_more_is_dropped() {
        var first = stage.subscribe(0, stage.plan);
        var source = source();
        pages.put("/v0/due?limit=1000", listed(first));
        refresh(source);
        pages.put("/v0/due?limit=1000", "[]");
        refresh(source);

        assertThat(stage.due()).isEmpty();
    }

    @Test
    void a_long_list_is_read_over_several_looks_and_what_its_end_shows_as_gone_is_dropped() {
        var first = stage.subscribe(0, stage.plan);
        var last = stage.subscribe(1, stage.plan);
        var source = source();
        list(first, 10, last);
        refresh(source);
        assertThat(stage.due()).containsExactly(first.toString());
        refresh(source);
        assertThat(stage.due()).containsExactlyInAnyOrder(first.toString(), last.toString());

        list(last, 10);
        refresh(source);
        assertThat(stage.due()).containsExactlyInAnyOrder(first.toString(), last.toString());
        refresh(source);
        assertThat(stage.due()).containsExactly(last.toString());
    }

    /** Nobody pays for it, so there can be any number: each look asks the chain about some. */
    @Test
    void modules_that_do_not_exist_keep_no_other_waiting() {
        var first = stage.subscribe(0, stage.plan);
        var invented = IntStream.range(0, 1_000)
                .mapToObj(number -> new SubscriptionKey(
                        new Address("0x%040x".formatted(0xbad0000 + number)), new SubscriptionId(BigInteger.ONE)));
        pages.put(
                "/v0/due?limit=1000",
                listed(Stream.concat(Stream.of(first), invented).toArray(SubscriptionKey[]::new)));
        var asked = new AtomicInteger();

        refresh(source(counting(asked)));

        assertThat(stage.due()).containsExactly(first.toString());
        assertThat(asked).hasValueLessThanOrEqualTo(50);
    }

    private Chain counting(AtomicInteger processorsAsked) {
        return (Chain)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Chain.class}, (_, method, args) -> {
                    if (method.getName().equals("processorOf")) {
                        processorsAsked.incrementAndGet();
                    }
                    return method.invoke(stage.chain, args);
                });
    }

    /** So many pages with nothing on them lie between the two. */
    private void list(SubscriptionKey first, int between, SubscriptionKey... last) {
        pages.put("/v0/due?limit=1000", listed(first));
        links.put("/v0/due?limit=1000", "/1");
        for (var page = 1; page <= between; page++) {
            pages.put("/" + page, "[]");
            links.put("/" + page, page == between ? "/last" : "/" + (page + 1));
        }
        pages.put("/last", listed(last));
    }

    @Test
    void while_the_platform_is_silent_or_talks_nonsense_what_is_known_stays_due() {
        var first = stage.subscribe(0, stage.plan);
        var source = source();
        pages.put("/v0/due?limit=1000", listed(first));
        refresh(source);

        for (var nonsense : List.of("<html>", "[{\"module_address\":\"0x1\"}]", "[{\"on_chain_id\":\"-1\"}]")) {
            pages.put("/v0/due?limit=1000", nonsense);
            refresh(source);
            assertThat(stage.due()).containsExactly(first.toString());
            assertThat(concerns.count(Kind.SOURCE_SILENT)).isOne();
        }
        pages.clear();
        refresh(source);
        assertThat(concerns.count(Kind.SOURCE_SILENT)).isOne();

        pages.put("/v0/due?limit=1000", listed(first));
        refresh(source);
        assertThat(concerns.all()).isEmpty();
    }

    private void refresh(ApiSource source) {
        now = now.plus(Duration.ofMinutes(1));
        source.refresh(stage.chain.head());
    }

    private ApiSource source() {
        return source(stage.chain);
    }

    private ApiSource source(Chain chain) {
        var uri = URI.create("http://127.0.0.1:" + platform.getAddress().getPort());
        return new ApiSource(
                uri, chain, stage.database.database(), List.of(stage.contracts.processor()), concerns, () -> now);
    }

    private static String listed(SubscriptionKey... due) {
        return Stream.of(due)
                .map(key -> "{\"module_address\":\"%s\",\"on_chain_id\":\"%s\"}".formatted(key.module(), key.id()))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
