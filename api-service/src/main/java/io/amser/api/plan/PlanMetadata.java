package io.amser.api.plan;

import io.amser.protocol.MetadataHash;
import java.nio.charset.StandardCharsets;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/** What people call a plan. The plan carries the hash of this on chain, so that nobody else can name it. */
record PlanMetadata(String name, String description) {

    /** Keccak-256 over the canonical form in UTF-8. */
    MetadataHash hash() {
        return new MetadataHash(Numeric.toHexString(Hash.sha3(canonical().getBytes(StandardCharsets.UTF_8))));
    }

    /** The JSON object {@code {description, name}} in the one form that RFC 8785 leaves it. */
    String canonical() {
        return "{\"description\":" + quoted(description) + ",\"name\":" + quoted(name) + "}";
    }

    private static String quoted(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(unit -> json.append(escaped((char) unit)));
        return json.append('"').toString();
    }

    private static String escaped(char unit) {
        return switch (unit) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            default -> unit < ' ' ? "\\u%04x".formatted((int) unit) : String.valueOf(unit);
        };
    }
}
