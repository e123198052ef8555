package io.amser.api.authorization;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whom to ask whether a wallet is authorized. */
public enum Mode {
    INDEXED,
    ONCHAIN,
    BOTH;

    static final Map<String, Mode> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Mode::word, Function.identity()));

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
