package io.amser.eventlog.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.eventlog.projection.Poison;
import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionKey;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IncompleteMarksIT {
    private static final Address OTHER_MODULE = Samples.address(11);
    private static final SubscriptionKey MARKED = Samples.subscription(Samples.MODULE, 1);
    private static final SubscriptionKey UNMARKED = Samples.subscription(Samples.MODULE, 2);
    private static final SubscriptionKey ELSEWHERE = Samples.subscription(OTHER_MODULE, 1);

    private final StoredReadModel model = new StoredReadModel();
    private final IncompleteMarks marks = new IncompleteMarks();

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void a_mark_on_a_subscription_is_on_no_other_one() {
        await(marks.mark(model.pool(), MARKED));
        await(marks.mark(model.pool(), MARKED));

        assertThat(await(marks.has(model.pool(), MARKED))).isTrue();
        assertThat(await(marks.has(model.pool(), UNMARKED))).isFalse();
        assertThat(await(marks.hasAny(model.pool(), List.of(OTHER_MODULE)))).isFalse();
        assertThat(await(marks.all(model.pool())))
                .containsExactly(new IncompleteMark(Samples.MODULE, Optional.of(MARKED.id())));
    }

    @Test
    void a_mark_on_a_module_is_on_all_its_subscriptions() {
        await(marks.mark(model.pool(), Samples.MODULE));
        await(marks.mark(model.pool(), Samples.MODULE));

        assertThat(await(marks.has(model.pool(), UNMARKED))).isTrue();
        assertThat(await(marks.has(model.pool(), ELSEWHERE))).isFalse();
        assertThat(await(marks.hasAny(model.pool(), List.of(OTHER_MODULE, Samples.MODULE))))
                .isTrue();
        assertThat(await(marks.all(model.pool())))
                .containsExactly(new IncompleteMark(Samples.MODULE, Optional.empty()));
    }

    @Test
    void a_record_that_names_nobody_marks_everything() {
        await(marks.mark(model.pool(), new Poison(Optional.empty(), Optional.empty(), 0, 7, "no key")));

        assertThat(await(marks.has(model.pool(), ELSEWHERE))).isTrue();
        assertThat(await(marks.hasAny(model.pool(), List.of(OTHER_MODULE)))).isTrue();
        assertThat(await(marks.all(model.pool())))
                .containsExactly(new IncompleteMark(IncompleteMarks.EVERYTHING, Optional.empty()));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().indefinitely();
    }
}
