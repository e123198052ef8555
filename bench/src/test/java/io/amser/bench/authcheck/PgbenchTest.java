package io.amser.bench.authcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PgbenchTest {

    @Test
    void asks_the_statement_of_the_api_for_a_wallet_at_random() {
        var script = Pgbench.script(Population.of(10_000));

        assertThat(script)
                .startsWith("""
                        \\set n random(0, 10000 - 1)
                        \\set module 2000000000000000000 + :n % 1000
                        \\set wallet 1000000000000000000 + :n * 611953 % 1000003
                        SELECT s.*""")
                .contains("('0x000000000000000000000' || :wallet)", "'{1,2}'::bigint[]")
                .doesNotContain("$")
                .endsWith(";\n");
    }

    @Test
    void wallets_are_scattered_and_differ() {
        var all = IntStream.range(0, 1_000_000).mapToObj(Population::wallet).distinct();

        assertThat(all.count()).isEqualTo(1_000_000);
        assertThat(Population.wallet(1)).isEqualTo("0x0000000000000000000001000000000000611953");
    }
}
