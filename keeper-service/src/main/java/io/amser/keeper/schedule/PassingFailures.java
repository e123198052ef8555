package io.amser.keeper.schedule;

import io.amser.protocol.FailCode;
import java.util.List;
import java.util.function.Function;

/** Failures that say nothing about what the subscriber can pay: one of that kind may still follow them in the same window. */
public final class PassingFailures {
    private static final List<FailCode> ALL = List.of(FailCode.PROCESSOR_PAUSED, FailCode.PAYMENT_ALREADY_PROCESSED);

    private PassingFailures() {}

    /** As the journal writes them. */
    public static List<String> codes() {
        return texts(FailCode::apiName);
    }

    /** As the read model writes them. */
    static List<String> names() {
        return texts(FailCode::name);
    }

    private static List<String> texts(Function<FailCode, String> text) {
        return ALL.stream().map(text).toList();
    }
}
