package io.amser.bench.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TxHash;
import io.amser.protocol.decoding.RawLog;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RawLogReaderTest {

    private static final ChainId CHAIN = new ChainId(31_337);

    private static List<RawLog> read(String answer) throws IOException {
        return new RawLogReader(CHAIN).read(answer.getBytes(UTF_8));
    }

    @Test
    void reads_a_log_as_the_node_tells_it() throws IOException {
        var block = "0x" + "ab".repeat(32);
        var tx = "0x" + "cd".repeat(32);
        var contract = "0x" + "0f".repeat(20);

        var logs = read("""
                {"jsonrpc":"2.0","id":1,"result":[{"address":"%s","topics":["0x01","0x02"],"data":"0xff",
                "blockHash":"%s","blockNumber":"0x10","blockTimestamp":"0x20","transactionHash":"%s",
                "transactionIndex":"0x0","logIndex":"0x3","removed":false}]}""".formatted(contract, block, tx));

        assertThat(logs)
                .containsExactly(new RawLog(
                        CHAIN,
                        new BlockNumber(16),
                        new BlockHash(block),
                        new ChainTime(32),
                        new TxHash(tx),
                        3,
                        new Address(contract),
                        List.of("0x01", "0x02"),
                        "0xff"));
    }

    @Test
    void a_refusal_is_no_empty_answer() {
        assertThatIOException().isThrownBy(() -> read("""
                {"jsonrpc":"2.0","id":1,"error":{"code":-32000,"message":"too many logs"}}"""));
    }
}
