package io.amser.indexer.chain;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EnduranceTest {

    @Test
    void ends_after_many_failures_with_the_last_one() {
        var endurance = new Endurance();
        for (var failure = 1; failure < 12; failure++) {
            endurance.accept(new ChainUnavailable("at first"));
        }

        assertThatThrownBy(() -> endurance.accept(new ChainUnavailable("in the end")))
                .isInstanceOf(ChainUnavailable.class)
                .hasMessage("The chain does not answer: in the end");
    }
}
