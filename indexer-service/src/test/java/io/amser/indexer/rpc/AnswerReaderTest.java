package io.amser.indexer.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

    private static List<RpcAnswer<String>> read(int calls, String json) throws IOException {
        return AnswerReader.read(json.getBytes(UTF_8), calls, JsonParser::getText);
    }

    @Test
    void puts_answers_in_the_order_of_their_calls_wherever_the_id_stands() throws IOException {
        var answers = read(2, """
                [{"jsonrpc":"2.0","result":"b","id":1},{"id":0,"result":"a","jsonrpc":"2.0"}]""");

        assertThat(answers)
                .containsExactly(new RpcAnswer.Value<>(Optional.of("a")), new RpcAnswer.Value<>(Optional.of("b")));
    }

    @Test
    void takes_null_for_an_answer_that_is_not_known() throws IOException {
        assertThat(read(1, """
                {"id":0,"result":null}""")).containsExactly(new RpcAnswer.Value<>(Optional.empty()));
    }

    @Test
    void keeps_a_refusal_with_its_code_and_passes_over_what_comes_with_it() throws IOException {
        assertThat(read(1, """
                {"id":0,"error":{"code":-32005,"data":{"from":["0x1"]},"message":"too many results"}}""")).containsExactly(new RpcAnswer.Refusal<>(-32_005, "too many results"));
    }

    @Test
    void cuts_a_refusal_without_end() throws IOException {
        assertThat(read(1, "{\"id\":0,\"error\":{\"code\":1,\"message\":\"" + "no ".repeat(1_000_000) + "\"}}"))
                .containsExactly(new RpcAnswer.Refusal<>(1, "no ".repeat(200)));
    }

    @Test
    void takes_one_refusal_without_an_id_for_all_calls() throws IOException {
        assertThat(read(2, """
                {"id":null,"error":{"code":1,"message":"batches are not supported"}}""")).hasSize(2).allMatch(RpcAnswer.Refusal.class::isInstance);
    }

    @Test
    void takes_a_refusal_that_stands_alone_for_all_calls_whatever_its_id() throws IOException {
        assertThat(read(2, """
                {"id":1,"error":{"code":1,"message":"eth_getLogs is limited to a 10,000 range"}}""")).hasSize(2).allMatch(RpcAnswer.Refusal.class::isInstance);
    }

    @Test
    void refuses_what_is_cut_off_incomplete_or_answers_something_else() {
        for (var broken : List.of(
                "",
                "[]",
                "{\"id\":0,\"result\":\"a\"",
                "{\"id\":0}",
                "{\"id\":7,\"result\":\"a\"}",
                "[{\"id\":0,\"result\":\"a\"},{\"id\":0,\"result\":\"a\"}]",
                "{\"id\":0,\"result\":\"a\"} {}",
                "<html>Bad gateway</html>")) {
            assertThatThrownBy(() -> read(1, broken)).as(broken).isInstanceOf(IOException.class);
        }
    }
}
