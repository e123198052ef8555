package io.amser.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the client makes of answers that the real API gives seldom. */
class AmserIT {

    private static final Address WALLET = Address.of("0x" + "1".repeat(40));
    private static final Address MODULE = Address.of("0xAbCdEf1234567890aBcDeF1234567890abcdef12");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_list_is_read_page_by_page_only_as_far_as_it_is_wanted() {
        server.createContext("/v0/tokens", exchange -> {
            note(exchange);
            var query = exchange.getRequestURI().getQuery();
            var page = query.contains("cursor") ? Integer.parseInt(query.replaceAll(".*cursor=", "")) : 0;
            exchange.getResponseHeaders()
                    .add("Link", "</v0/tokens?limit=1000&cursor=" + (page + 1) + ">; rel=\"next\"");
            answer(exchange, 200, "[" + token(2 * page) + "," + token(2 * page + 1) + "]");
        });

        var decimals = amser().tokens().limit(3).map(Token::decimals).toList();

        assertThat(decimals).containsExactly(0, 1, 2);
        assertThat(asked).containsExactly("/v0/tokens?limit=1000", "/v0/tokens?limit=1000&cursor=1");
    }

    @Test
    void every_page_is_read_behind_the_path_that_a_gateway_adds() {
        server.createContext("/gateway/v0/tokens", exchange -> {
            note(exchange);
            if (!exchange.getRequestURI().getQuery().contains("cursor")) {
                exchange.getResponseHeaders().add("Link", "</v0/tokens?limit=1000&cursor=%3D1>; rel=\"next\"");
            }
            answer(exchange, 200, "[" + token(6) + "]");
        });
        var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/gateway/");

        assertThat(Amser.at(base).tokens()).hasSize(2);
        assertThat(asked).containsExactly("/gateway/v0/tokens?limit=1000", "/gateway/v0/tokens?limit=1000&cursor=%3D1");
    }

    @Test
    void an_empty_page_is_not_the_end() {
        server.createContext("/v0/tokens", exchange -> {
            var first = !exchange.getRequestURI().getQuery().contains("cursor");
            if (first) {
                exchange.getResponseHeaders().add("Link", "<?cursor=1>; rel=next");
            }
            answer(exchange, 200, first ? "[]" : "[" + token(6) + "]");
        });

        assertThat(amser().tokens()).hasSize(1);
    }

    @Test
    void the_key_is_never_sent_to_where_a_link_or_a_redirect_points() throws IOException {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            note(exchange);
            answer(exchange, 200, "[]");
        });
        other.start();
        var elsewhere = "http://127.0.0.1:" + other.getAddress().getPort() + "/";
        try {
            server.createContext("/v0/tokens", exchange -> {
                if (!exchange.getRequestURI().getQuery().contains("cursor")) {
                    exchange.getResponseHeaders().add("Link", "<" + elsewhere + "?cursor=1>; rel=\"next\"");
                }
                answer(exchange, 200, "[" + token(6) + "]");
            });
            server.createContext("/v0/status", exchange -> {
                exchange.getResponseHeaders().add("Location", elsewhere);
                answer(exchange, 307, "");
            });

            assertThat(amser().tokens()).hasSize(2);
            assertFailure(() -> amser().status(), AmserException.NOT_UNDERSTOOD, 307);
            assertThat(asked).isEmpty();
        } finally {
            other.stop(0);
        }
    }

    @Test
    void a_problem_is_its_code_and_all_its_members() {
        server.createContext("/v0/auth/check", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "5");
            answer(exchange, 503, """
                    {"type":"urn:amser:problem:chain_unavailable","title":"t","status":503,"detail":"No RPC endpoint.",
                     "code":"chain_unavailable","indexed":{"authorized":true}}""");
        });

        assertThatExceptionOfType(AmserException.class)
                .isThrownBy(() -> amser().check(MODULE, WALLET, List.of(1L), CheckMode.BOTH))
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo("chain_unavailable");
                    assertThat(e.status()).isEqualTo(503);
                    assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(5));
                    assertThat(e.problem().at("/indexed/authorized").booleanValue())
                            .isTrue();
                    assertThat(e).hasMessage("No RPC endpoint. (chain_unavailable)");
                });
    }

    @Test
    void what_is_not_there_is_empty_and_every_other_problem_is_thrown() {
        server.createContext("/v0/plans/", exchange -> answer(exchange, 404, problem("unknown_plan")));
        server.createContext("/v0/subscriptions/", exchange -> answer(exchange, 404, problem("unknown_module")));

        assertThat(amser().plan(WALLET, 1)).isEmpty();
        assertFailure(() -> amser().subscription(WALLET, BigInteger.ONE), "unknown_module", 404);
    }

    @Test
    void an_answer_of_somebody_else_is_not_understood() {
        server.createContext("/v0/status", exchange -> answer(exchange, 502, "<html>Bad Gateway</html>"));
        server.createContext("/v0/tokens", exchange -> answer(exchange, 200, "<html>Welcome</html>"));
        server.createContext("/v0/auth/check", exchange -> answer(exchange, 200, "null"));

        assertFailure(() -> amser().status(), AmserException.NOT_UNDERSTOOD, 502);
        assertFailure(() -> amser().tokens().toList(), AmserException.NOT_UNDERSTOOD, 200);
        assertFailure(() -> amser().isAuthorized(MODULE, WALLET, 1), AmserException.NOT_UNDERSTOOD, 200);
    }

    @Test
    void fields_and_words_of_a_newer_api_do_no_harm() {
        server.createContext("/v0/auth/check", exchange -> answer(exchange, 200, """
                {"authorized":true,"mode":"oracle","wallet":"%s","module_address":"%s","chain_id":1,"plan_ids":["1"],
                 "indexed":{"authorized":true,"matching_plan_ids":["1"],"details":[{"allocation_id":
                 "a1b2c3d4-e5f6-7890-abcd-ef1234567890","plan_id_on_chain":"1","status":"FROZEN","next_charge_date":null,
                 "times_executed":3,"mood":"good"}]},
                 "as_of":{"block":"31337421","hash":"0x1","finality":"eternal","lag":2}}""".formatted(WALLET, MODULE)));

        var answer = amser().check(MODULE, WALLET, List.of(1L), CheckMode.INDEXED);

        assertThat(answer.mode()).isEqualTo(CheckMode.UNKNOWN);
        assertThat(answer.indexed().details().getFirst().status()).isEqualTo(SubscriptionStatus.UNKNOWN);
        assertThat(answer.asOf())
                .isEqualTo(new AsOf(31_337_421, "0x1", AsOf.Finality.UNKNOWN, Duration.ofSeconds(2), false));
    }

    @Test
    void an_address_is_asked_for_as_it_was_written_so_that_its_checksum_counts() {
        server.createContext("/v0/auth/check", exchange -> {
            note(exchange);
            answer(exchange, 400, problem("invalid_parameter"));
        });

        assertFailure(() -> amser().isAuthorized(MODULE, WALLET, 1, 2), "invalid_parameter", 400);

        assertThat(asked.getFirst()).contains("module_address=" + MODULE.text()).contains("plan_ids=1%2C2");
        assertThat(keys).containsExactly("Bearer amsr_test_key");
        assertThat(MODULE).isEqualTo(Address.of(MODULE.lowerCase())).hasSameHashCodeAs(MODULE.lowerCase());
    }

    @Test
    void an_answer_that_never_ends_is_given_up() {
        server.createContext("/v0/status", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        });

        assertFailure(() -> amser().withTimeout(Duration.ofMillis(300)).status(), AmserException.UNREACHABLE, 0);
    }

    @Test
    void an_api_that_is_not_there_is_unreachable() {
        var nobody = base();
        server.stop(0);

        assertFailure(() -> Amser.at(nobody).status(), AmserException.UNREACHABLE, 0);
    }

    @Test
    void never_shows_its_key() {
        assertThat(amser().toString()).contains("with a key").doesNotContain("amsr_test_key");
    }

    private Amser amser() {
        return Amser.at(base()).withKey("amsr_test_key");
    }

    private URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void assertFailure(ThrowingCallable call, String code, int status) {
        assertThatExceptionOfType(AmserException.class).isThrownBy(call).satisfies(e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.status()).isEqualTo(status);
        });
    }

    private void note(HttpExchange exchange) {
        asked.add(exchange.getRequestURI().toString());
        keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String problem(String code) {
        return "{\"detail\":\"d\",\"code\":\"" + code + "\"}";
    }

    private static String token(int decimals) {
        return "{\"token_address\":\"%s\",\"decimals\":%d,\"min_per_tx\":\"1\",\"max_per_tx\":\"2\"}"
                .formatted(WALLET, decimals);
    }
}
