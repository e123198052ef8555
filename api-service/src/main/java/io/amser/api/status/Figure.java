package io.amser.api.status;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Something that is dear to find out, and good for a while: it is asked for every few seconds at most, whoever wants it. */
final class Figure {
    private static final Duration GOOD_FOR = Duration.ofSeconds(3);

    private Figure() {}

    /** Empty where no answer comes within {@code patience}, of which {@code missing} is told. */
    static <T> Uni<Optional<T>> of(
            Supplier<Uni<? extends Optional<T>>> question, Duration patience, Consumer<Throwable> missing) {
        return Uni.createFrom()
                .deferred(question)
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure()
                .invoke(missing)
                .onFailure()
                .recoverWithItem(Optional.empty())
                .memoize()
                .forFixedDuration(GOOD_FOR);
    }
}
