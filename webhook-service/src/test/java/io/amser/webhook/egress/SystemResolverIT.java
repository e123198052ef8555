package io.amser.webhook.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.devstack.process.Readiness;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemResolverIT {
    private static final InetAddress HOME = InetAddress.ofLiteral("127.0.0.1");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MANY = 200;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> lookedUp = new ConcurrentLinkedQueue<>();
    private final CountDownLatch deadNamesAnswer = new CountDownLatch(1);
    private volatile Instant now = Instant.parse("2026-04-01T12:00:00Z");
    private final SystemResolver deliveries =
            SystemResolver.forDeliveries(vertx, PATIENCE, () -> now, this::addressesOf);
    private final SystemResolver api = SystemResolver.forTheApi(vertx, PATIENCE, () -> now, this::addressesOf);

    @AfterEach
    void close() {
        deadNamesAnswer.countDown();
        await(vertx.close());
    }

    @Test
    void names_that_never_answer_the_api_keep_no_delivery_waiting() {
        IntStream.range(0, MANY).forEach(number -> api.resolve(number + ".dead"));

        assertThat(await(deliveries.resolve("shop.com"))).containsExactly(HOME);
    }

    @Test
    void a_name_that_never_answers_holds_one_thread_however_many_deliveries_ask_for_it() {
        var waiting = IntStream.range(0, MANY)
                .mapToObj(_ -> deliveries.resolve("shop.dead"))
                .toList();

        assertThat(await(deliveries.resolve("shop.com"))).containsExactly(HOME);
        deadNamesAnswer.countDown();
        waiting.forEach(SystemResolverIT::await);

        assertThat(lookedUp).containsOnlyOnce("shop.dead");
    }

    @Test
    void what_was_asked_before_is_asked_anew_whether_there_was_an_answer_or_not() {
        assertThat(await(deliveries.resolve("shop.com"))).containsExactly(HOME);
        assertThat(await(deliveries.resolve("shop.com"))).containsExactly(HOME);
        assertThat(failure(deliveries.resolve("shop.nowhere"))).isInstanceOf(UnknownHostException.class);
        assertThat(failure(deliveries.resolve("shop.nowhere"))).isInstanceOf(UnknownHostException.class);

        assertThat(lookedUp).containsExactly("shop.com", "shop.com", "shop.nowhere", "shop.nowhere");
    }

    @Test
    void what_nobody_waits_for_any_more_is_not_looked_up() {
        IntStream.range(0, 8).forEach(number -> api.resolve(number + ".dead"));
        assertThat(Readiness.isReadyWithin(PATIENCE, () -> lookedUp.size() == 8))
                .isTrue();
        var forgotten = api.resolve("forgotten.com");
        var wanted = api.resolve("wanted.com");

        now = now.plus(PATIENCE).plusMillis(1);
        var again = api.resolve("wanted.com");
        deadNamesAnswer.countDown();

        assertThat(failure(forgotten)).isInstanceOf(TimeoutException.class);
        assertThat(await(wanted)).isEqualTo(await(again)).containsExactly(HOME);
        assertThat(lookedUp).contains("wanted.com").doesNotContain("forgotten.com");
    }

    @Test
    void each_is_answered_on_the_event_loop_on_which_they_asked() {
        var first = askOnALoopOfItsOwn();
        var second = askOnALoopOfItsOwn();

        deadNamesAnswer.countDown();

        assertThat(await(first)).isTrue();
        assertThat(await(second)).isTrue();
    }

    private Future<Boolean> askOnALoopOfItsOwn() {
        var loop = vertx.getOrCreateContext();
        return Future.future(answered -> loop.runOnContext(_ -> deliveries
                .resolve("shop.dead")
                .onComplete(_ -> answered.complete(loop.equals(Vertx.currentContext())))));
    }

    private InetAddress[] addressesOf(String name) throws Exception {
        lookedUp.add(name);
        if (name.endsWith(".dead")) {
            deadNamesAnswer.await();
        }
        if (name.endsWith(".nowhere")) {
            throw new UnknownHostException(name);
        }
        return new InetAddress[] {HOME};
    }

    private static Throwable failure(Future<?> future) {
        return await(future.map(_ -> new Throwable("no failure")).otherwise(failure -> failure));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
