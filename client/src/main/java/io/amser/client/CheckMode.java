package io.amser.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whom to ask whether a wallet is authorized. */
public enum CheckMode {
    /** The index: fast, a few seconds behind the chain. */
    INDEXED,
    /** The contract itself. */
    ONCHAIN,
    /** Both; the chain decides. */
    BOTH,
    @JsonEnumDefaultValue
    UNKNOWN;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
