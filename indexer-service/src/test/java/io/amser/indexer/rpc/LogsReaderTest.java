package io.amser.indexer.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TxHash;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogsReaderTest {
    private static final String HASH = "0x" + "ab".repeat(32);
    private static final String TOPIC = "0x" + "11".repeat(32);
    private static final String CONTRACT = "0x" + "cd".repeat(20);

    private static List<NodeLog> read(String json) throws IOException {
        try (var in = new JsonFactory().createParser(json)) {
            in.nextToken();
            return LogsReader.read(in);
        }
    }

    private static String log(String time) {
        return """
                {"address":"%s","topics":["%s"],"data":"0x01","blockHash":"%s","blockNumber":"0x10",%s
                 "transactionHash":"%s","transactionIndex":"0x0","logIndex":"0x3","removed":false}""".formatted(CONTRACT, TOPIC, HASH, time, HASH);
    }

    private static NodeLog expected(Optional<ChainTime> time) {
        return new NodeLog(
                new BlockNumber(16),
                new BlockHash(HASH),
                time,
                new TxHash(HASH),
                3,
                new Address(CONTRACT),
                List.of(TOPIC),
                "0x01");
    }

    @Test
    void reads_a_log_with_the_time_of_its_block() throws IOException {
        assertThat(read("[" + log("\"blockTimestamp\":\"0x64\",") + "]"))
                .containsExactly(expected(Optional.of(new ChainTime(100))));
    }

    @Test
    void reads_a_log_of_a_node_that_does_not_tell_the_time() throws IOException {
        assertThat(read("[" + log("") + "," + log("\"blockTimestamp\":null,") + "]"))
                .containsExactly(expected(Optional.empty()), expected(Optional.empty()));
    }

    @Test
    void reads_a_log_whose_contract_is_spelled_with_a_checksum() throws IOException {
        assertThat(read("[" + log("").replace(CONTRACT, "0x" + "cD".repeat(20)) + "]"))
                .containsExactly(expected(Optional.empty()));
    }

    @Test
    void reads_no_logs_from_an_empty_answer() throws IOException {
        assertThat(read("[]")).isEmpty();
    }

    @Test
    void refuses_a_log_that_does_not_say_where_it_stands() {
        assertThatThrownBy(() -> read("[" + log("").replace("logIndex", "position") + "]"))
                .isInstanceOf(IOException.class);
    }
}
