package io.amser.api.chain;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers equal questions of the same moment once. Only a question that was asked a moment ago is joined, so that nobody who
 * has just seen his own transaction confirmed is told of the time before it.
 */
final class SharedAnswers<Q, A> {
    private static final Duration JOINABLE = Duration.ofMillis(50);

    private final InstantSource clock;
    private final ConcurrentMap<Q, Asked<A>> inFlight = new ConcurrentHashMap<>();

    private record Asked<A>(Instant at, Uni<A> answer) {}

    SharedAnswers(InstantSource clock) {
        this.clock = clock;
    }

    Uni<A> to(Q question, Supplier<Uni<A>> ask) {
        return Uni.createFrom().deferred(() -> {
            var now = clock.instant();
            var asked = inFlight.compute(
                    question, (_, present) -> isJoinable(present, now) ? present : asked(now, ask.get()));
            return asked.answer()
                    .onTermination()
                    .invoke(() -> inFlight.remove(question, asked))
                    .emitOn(ownEventLoop());
        });
    }

    private static <A> Asked<A> asked(Instant now, Uni<A> answer) {
        return new Asked<>(now, answer.memoize().indefinitely());
    }

    private boolean isJoinable(@Nullable Asked<A> present, Instant now) {
        return present != null && !now.isAfter(present.at().plus(JOINABLE));
    }

    /** The one who asked first is not the one who goes on. */
    private static Executor ownEventLoop() {
        return Optional.ofNullable(Vertx.currentContext())
                .map(MutinyHelper::executor)
                .orElse(Runnable::run);
    }
}
