package io.amser.api.chain;

import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.call.Call;
import java.util.Map;
import java.util.Objects;

/** What contracts answered in one block. */
public record ChainAnswers(BlockNumber block, BlockHash hash, ChainTime time, Map<Call<?>, Object> answers) {

    /** The answer to a call that was asked. */
    @SuppressWarnings("unchecked")
    public <T> T to(Call<T> call) {
        return (T) Objects.requireNonNull(answers.get(call), "Only what was asked has an answer");
    }
}
