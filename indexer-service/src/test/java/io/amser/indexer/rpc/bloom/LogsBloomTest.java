package io.amser.indexer.rpc.bloom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogsBloomTest {
    private static final String CONTRACT = "0x5fbdb2315678afecb367f032d93f642f64180aa3";
    private static final String EVENT = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
    private static final String SENDER = "0x000000000000000000000000f39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    /** Of a block of anvil's with one log, of this contract and with these two topics. */
    private static final String BLOOM = "0x"
            + "0000000000000000000000000000000000000000000000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000000"
            + "0000000000000000000000080000000000000000000000000000000000000000"
            + "0000004000000000000000010000000000000000000000000000001000000000"
            + "0000000000000000000000000000000000000000000000000000000200000000"
            + "0000000000000000000000000000000000000000000000000000000000000000"
            + "0000004200000020000000000000000000000000200000000000000000000000"
            + "0000000000000000000000000000000000000000000000000000000000000000";

    @Test
    void holds_contract_and_topics_of_a_real_block() {
        var bloom = LogsBloom.parse(BLOOM);

        assertThat(List.of(CONTRACT, EVENT, SENDER)).allMatch(text -> bloom.mayHold(BloomKey.of(text)));
    }

    @Test
    void denies_what_was_not_in_the_block() {
        var bloom = LogsBloom.parse(BLOOM);

        for (var other = 0; other < 1_000; other++) {
            assertThat(bloom.mayHold(BloomKey.of("0x%064x".formatted(other)))).isFalse();
        }
    }

    @Test
    void an_empty_bloom_denies_everything_and_a_full_one_nothing() {
        assertThat(LogsBloom.parse("0x" + "00".repeat(256)).mayHold(BloomKey.of(EVENT)))
                .isFalse();
        assertThat(LogsBloom.parse("0x" + "ff".repeat(256)).mayHold(BloomKey.of(EVENT)))
                .isTrue();
    }

    @Test
    void refuses_what_is_too_short() {
        assertThatThrownBy(() -> LogsBloom.parse("0x00")).isInstanceOf(IllegalArgumentException.class);
    }
}
