package io.amser.devstack.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChainServerIT {

    private static final String FIRST_ACCOUNT = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

    @Test
    void the_first_account_is_rich() throws IOException {
        var balance = TestServers.chain().call("eth_getBalance", "[\"%s\",\"latest\"]".formatted(FIRST_ACCOUNT));

        assertThat(balance).contains("0x21e19e0c9bab2400000");
    }

    @Test
    void the_time_of_block_0_can_be_chosen() throws IOException {
        var settings = ChainSettings.blockPerTransaction().from(Instant.ofEpochSecond(0x65000000L));

        try (var chain = TestServers.freshChain(settings)) {
            assertThat(block(chain, "0x0")).contains("\"timestamp\":\"0x65000000\"");
        }
    }

    @Test
    void blocks_and_transactions_survive_a_restart() throws IOException {
        try (var chain =
                TestServers.freshChain(ChainSettings.blockPerTransaction().surviving())) {
            var transaction = "[{\"from\":\"%1$s\",\"to\":\"%1$s\",\"value\":\"0x1\"}]".formatted(FIRST_ACCOUNT);
            chain.call("eth_sendTransaction", transaction);
            chain.call("anvil_mine", "[\"0x2\"]");
            var before = block(chain, "0x1");

            chain.kill();
            chain.restart();

            assertThat(chain.call("eth_blockNumber", "[]")).contains("\"0x3\"");
            assertThat(block(chain, "0x1")).isEqualTo(before).contains("\"transactions\":[\"0x");
        }
    }

    private static String block(ChainServer chain, String number) throws IOException {
        return chain.call("eth_getBlockByNumber", "[\"%s\",false]".formatted(number));
    }
}
