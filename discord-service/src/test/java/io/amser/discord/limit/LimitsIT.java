package io.amser.discord.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.amser.discord.DiscordDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitsIT {
    private static final DiscordDatabase DATABASE = new DiscordDatabase();
    private static final Instant START = Instant.parse("2026-04-01T12:00:00Z");
    private static final Route ROLES = new Route("roles", "1");
    private static final Route MEMBER = new Route("member", "1");

    private Instant now = START;
    private final Limits limits = new Limits(
            DATABASE.pool(),
            new LimitConfig() {
                @Override
                public int perSecond() {
                    return 10_000;
                }

                @Override
                public int invalid() {
                    return 1_000;
                }
            },
            new SimpleMeterRegistry(),
            () -> now);

    @BeforeEach
    void forget() {
        DATABASE.query("DELETE FROM discord_invalid");
        DATABASE.query("UPDATE discord_pace SET free_at = now()");
    }

    @AfterAll
    static void end() {
        DATABASE.close();
    }

    @Test
    void what_others_have_used_up_is_waited_for_and_held_against_nobody() throws Exception {
        var shared = answer(429, Map.of("Retry-After", "3", "X-RateLimit-Scope", "shared"));

        var busy = catchThrowableOfType(DiscordBusy.class, () -> limits.send(ROLES, Lane.GRANT, () -> shared));

        assertThat(busy.until()).isEqualTo(START.plusSeconds(3));
        assertThat(DATABASE.query("SELECT 1 FROM discord_invalid")).isEmpty();
        assertClosed(ROLES);
        assertOpen(MEMBER);
        now = busy.until();
        assertOpen(ROLES);
    }

    @Test
    void routes_with_one_bucket_wait_together() throws Exception {
        limits.send(ROLES, Lane.GRANT, () -> left("both", 5));
        limits.send(MEMBER, Lane.GRANT, () -> left("both", 0));

        assertClosed(ROLES);
        assertOpen(new Route("roles", "2"));
    }

    @Test
    void a_route_may_move_to_another_bucket() throws Exception {
        limits.send(ROLES, Lane.GRANT, () -> left("old", 1));
        limits.send(MEMBER, Lane.GRANT, () -> left("new", 0));
        limits.send(ROLES, Lane.GRANT, () -> left("new", 0));

        assertClosed(ROLES);
        assertClosed(MEMBER);
    }

    @Test
    void an_answer_that_never_came_may_have_counted() throws Exception {
        limits.send(ROLES, Lane.GRANT, () -> left("bucket", 1));

        assertThatThrownBy(() -> limits.send(ROLES, Lane.GRANT, () -> {
                    throw new IOException("no answer");
                }))
                .hasMessage("no answer");

        assertClosed(ROLES);
    }

    @Test
    void an_answer_that_tells_nothing_changes_nothing() throws Exception {
        limits.send(ROLES, Lane.GRANT, () -> left("bucket", 0));
        now = START.plusSeconds(10);

        limits.send(ROLES, Lane.GRANT, () -> answer(200, Map.of("X-RateLimit-Bucket", "bucket")));

        assertOpen(ROLES);
    }

    private void assertOpen(Route route) throws Exception {
        assertThat(limits.send(route, Lane.GRANT, () -> answer(204, Map.of())).statusCode())
                .isEqualTo(204);
    }

    private void assertClosed(Route route) {
        assertThatThrownBy(() -> limits.send(route, Lane.GRANT, () -> answer(204, Map.of())))
                .isInstanceOf(DiscordBusy.class);
    }

    private static HttpResponse<String> left(String bucket, int remaining) {
        return answer(
                204,
                Map.of(
                        "X-RateLimit-Bucket",
                        bucket,
                        "X-RateLimit-Remaining",
                        Integer.toString(remaining),
                        "X-RateLimit-Reset-After",
                        "10"));
    }

    private static HttpResponse<String> answer(int status, Map<String, String> headers) {
        var lists = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new Answer(status, HttpHeaders.of(lists, (_, _) -> true));
    }

    private record Answer(int statusCode, HttpHeaders headers) implements HttpResponse<String> {
        @Override
        public HttpRequest request() {
            return HttpRequest.newBuilder(uri()).build();
        }

        @Override
        public Optional<HttpResponse<String>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public String body() {
            return "";
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return URI.create("http://127.0.0.1/");
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
