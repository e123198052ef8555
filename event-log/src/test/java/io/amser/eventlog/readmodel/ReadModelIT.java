package io.amser.eventlog.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;
import org.jspecify.annotations.Nullable;

class ReadModelIT {
    private static @Nullable StoredReadModel stored;

    @BeforeContainer
    static void open() {
        stored = new StoredReadModel();
    }

    @AfterContainer
    static void close() {
        model().close();
    }

    @BeforeTry
    void clear() {
        model().clear();
    }

    @Provide
    Arbitrary<LogInBatches> logs() {
        return LogInBatches.any();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void tables_and_changes_are_those_of_the_model_in_memory(@ForAll("logs") LogInBatches log) {
        var inMemory = new ReadModelInMemory();

        for (var batch : log.batches()) {
            assertThat(model().apply(batch)).isEqualTo(inMemory.apply(batch));
        }

        assertThat(model().tables()).isEqualTo(Tables.of(log.canonical()));
    }

    private static StoredReadModel model() {
        return Objects.requireNonNull(stored);
    }
}
