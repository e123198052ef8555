package io.amser.discord.role.reconciliation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.amser.discord.role.Story;
import io.amser.protocol.Address;
import io.amser.protocol.PlanId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAuthCheckIT {
    private static final Address WALLET = Story.address(30);
    private static final List<PlanId> PLANS = List.of(new PlanId(1), new PlanId(2));

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void the_plans_of_a_wallet_are_asked_for_at_once() {
        body = """
                {"authorized": true, "mode": "indexed", "plan_ids": ["1", "2"],
                 "indexed": {"authorized": true, "matching_plan_ids": ["2"], "details": []}}
                """;

        assertThat(check().indexed(Story.MODULE, WALLET, PLANS)).contains(Set.of(new PlanId(2)));
        assertThat(asked)
                .containsExactly("/v0/auth/check?module_address=%s&wallet=%s&plan_ids=1,2&mode=indexed"
                        .formatted(Story.MODULE, WALLET));
    }

    @Test
    void nobody_is_a_subscriber_only_where_the_api_says_so() {
        body = """
                {"authorized": false, "indexed": {"authorized": false, "matching_plan_ids": [], "details": []}}
                """;

        assertThat(check().indexed(Story.MODULE, WALLET, PLANS)).contains(Set.of());
    }

    @Test
    void the_chain_is_asked_about_one_plan() {
        body = """
                {"authorized": false, "onchain": {"authorized": false, "method": "isActive"}}
                """;

        assertThat(check().onChain(Story.MODULE, WALLET, new PlanId(1))).contains(false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    404 | {"code": "unknown_module"}
                    429 | {"authorized": false}
                    503 | {"authorized": false, "indexed": {"matching_plan_ids": []}, "onchain": {"authorized": false}}
                    302 | {"authorized": false}
                    200 | {"authorized": false}
                    200 | {"indexed": null, "onchain": null}
                    200 | {"indexed": {"matching_plan_ids": [1, {}]}, "onchain": {"authorized": "no"}}
                    200 | <html>The gateway is tired</html>
                    200 | []
                    """)
    void whatever_is_no_clear_answer_is_none(int status, String body) {
        this.status = status;
        this.body = body;

        assertThat(check().indexed(Story.MODULE, WALLET, PLANS)).isEmpty();
        assertThat(check().onChain(Story.MODULE, WALLET, new PlanId(1))).isEmpty();
    }

    @Test
    void a_silent_api_is_no_answer() {
        server.stop(0);

        assertThat(check().indexed(Story.MODULE, WALLET, PLANS)).isEmpty();
    }

    private HttpAuthCheck check() {
        var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new HttpAuthCheck(new ReconciliationConfig() {
            @Override
            public URI apiUrl() {
                return url;
            }

            @Override
            public Pace reconciliation() {
                return new Pace() {
                    @Override
                    public Duration interval() {
                        return Duration.ofMinutes(30);
                    }

                    @Override
                    public int membersPerSecond() {
                        return 10;
                    }

                    @Override
                    public Duration apiPatience() {
                        return Duration.ofSeconds(5);
                    }
                };
            }
        });
    }
}
