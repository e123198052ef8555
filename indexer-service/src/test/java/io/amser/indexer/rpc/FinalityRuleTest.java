package io.amser.indexer.rpc;

import static io.amser.indexer.chain.Headers.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.amser.indexer.chain.Finality;
import io.amser.protocol.BlockNumber;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FinalityRuleTest {
    private static final FinalityRule RULE = new FinalityRule(10, 20);

    private static Finality finality(long safe, long finalized) {
        return new Finality(new BlockNumber(safe), new BlockNumber(finalized));
    }

    @Test
    void believes_the_chain_s_own_tags() {
        assertThat(RULE.finality(header(100, 0), Optional.of(header(70, 0)), Optional.of(header(40, 0))))
                .isEqualTo(finality(70, 40));
    }

    @Test
    void counts_blocks_where_the_chain_has_no_tags() {
        assertThat(RULE.finality(header(100, 0), Optional.empty(), Optional.empty()))
                .isEqualTo(finality(90, 80));
        assertThat(RULE.finality(header(5, 0), Optional.empty(), Optional.empty()))
                .isEqualTo(finality(0, 0));
    }

    @Test
    void calls_nothing_final_that_is_not_safe_and_nothing_safe_that_is_not_there() {
        assertThat(RULE.finality(header(100, 0), Optional.empty(), Optional.of(header(95, 0))))
                .isEqualTo(finality(95, 95));
        assertThat(RULE.finality(header(100, 0), Optional.of(header(102, 0)), Optional.of(header(101, 0))))
                .isEqualTo(finality(100, 100));
    }
}
