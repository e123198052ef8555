package io.amser.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account or a contract, equal in any case; {@link #text} keeps the case it was given, so that the API can tell a mistyped
 * EIP-55 checksum.
 */
public record Address(String text) {

    private static final Pattern FORM = Pattern.compile("0x[0-9a-fA-F]{40}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Address {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("An address is 0x and 40 hexadecimal digits: " + text);
        }
    }

    public static Address of(String text) {
        return new Address(text);
    }

    /** As the API answers it. */
    public String lowerCase() {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Address address && lowerCase().equals(address.lowerCase());
    }

    @Override
    public int hashCode() {
        return lowerCase().hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
