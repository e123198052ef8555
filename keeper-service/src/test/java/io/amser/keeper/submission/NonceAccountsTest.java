package io.amser.keeper.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NonceAccountsTest {
    @Test
    void agree_where_the_counter_follows_the_last_of_the_journal() {
        var accounts = new NonceAccounts(5, 7, Map.of(5L, false, 6L, false));

        assertThat(accounts.drift()).isEmpty();
    }

    @Test
    void differ_where_the_counter_is_ahead_of_everything() {
        var accounts = new NonceAccounts(5, 7, Map.of());

        assertThat(accounts.drift()).isPresent();
        assertThat(accounts.next()).isEqualTo(5);
    }

    @Test
    void differ_where_the_key_was_used_elsewhere() {
        var accounts = new NonceAccounts(9, 7, Map.of());

        assertThat(accounts.drift()).isPresent();
        assertThat(accounts.next()).isEqualTo(9);
    }

    @Test
    void differ_where_others_wait_for_a_nonce_at_which_nothing_stands() {
        var accounts = new NonceAccounts(5, 8, Map.of(5L, false, 7L, false));

        assertThat(accounts.drift()).isPresent();
        assertThat(accounts.gaps()).containsExactly(6L);
    }

    @Test
    void differ_and_pay_for_nothing_where_a_node_has_told_a_nonce_that_nobody_used() {
        var accounts = new NonceAccounts(5, 1_000_000_001, Map.of(1_000_000_000L, false));

        assertThat(accounts.gaps()).isEmpty();
        assertThat(accounts.drift()).hasValueSatisfying(what -> assertThat(what).contains("the chain is at 5"));
    }

    @Test
    void close_as_many_gaps_as_may_have_been_in_flight() {
        assertThat(new NonceAccounts(5, 22, Map.of(21L, false)).gaps()).hasSize(16);
        assertThat(new NonceAccounts(5, 23, Map.of(22L, false)).gaps()).isEmpty();
    }

    @Test
    void differ_until_what_only_frees_a_nonce_is_in_a_block() {
        assertThat(new NonceAccounts(5, 6, Map.of(5L, true)).drift()).isPresent();
        assertThat(new NonceAccounts(6, 6, Map.of()).drift()).isEmpty();
    }
}
