package io.amser.keeper.chain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BroadcastTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate limit exceeded",
                "txpool is full",
                "nonce too high",
                "internal error",
                "daily request count exceeded, request rate limited",
                "header not found"
            })
    void what_a_node_refuses_for_its_own_reasons_is_sent_again(String message) {
        assertThat(Broadcast.ofRefusal(message)).isEqualTo(new Broadcast.Unsent(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max fee per gas less than block base fee: address 0x1, maxFeePerGas: 1, baseFee: 7",
                "replacement transaction underpriced",
                "transaction underpriced: tip needed 1"
            })
    void what_offers_too_little_waits_for_a_better_offer(String message) {
        assertThat(Broadcast.ofRefusal(message)).isEqualTo(new Broadcast.Underpriced());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "invalid sender",
                "intrinsic gas too low: have 0, want 21000",
                "exceeds block gas limit",
                "tx fee (2.00 ether) exceeds the configured cap (1.00 ether)"
            })
    void what_is_wrong_in_itself_is_given_up(String message) {
        assertThat(Broadcast.ofRefusal(message)).isEqualTo(new Broadcast.Refused(message));
    }

    @Test
    void what_a_node_has_already_is_accepted() {
        assertThat(Broadcast.ofRefusal("already known")).isEqualTo(new Broadcast.Accepted());
    }
}
