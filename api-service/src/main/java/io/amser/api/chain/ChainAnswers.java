package io.amser.api.chain;

import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.call.Call;
import java.util.List;

/** What contracts answered in one block. */
public record ChainAnswers(
        BlockNumber block, BlockHash hash, ChainTime time, List<Call<?>> calls, List<String> answers) {

    /** The answer to a call that was asked. */
    public <T> T to(Call<T> call) {
        return call.answer(answers.get(calls.indexOf(call)));
    }
}
