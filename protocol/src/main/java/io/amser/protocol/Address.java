package io.amser.protocol;

import java.util.Locale;
import org.web3j.crypto.Keys;

/** An account or a contract, in lower case. */
public record Address(String value) implements Comparable<Address> {
    public static final Address ZERO = new Address("0x" + "0".repeat(40));

    public Address {
        Hex.lowerCase("An address", value, 40);
    }

    /** Reads an address in any case; one in mixed case must carry a right EIP-55 checksum. */
    public static Address parse(String text) {
        if (!Hex.isHex(text, 40, true)) {
            throw new IllegalArgumentException("An address must be 0x and 40 hexadecimal digits: " + text);
        }
        var digits = text.substring(2);
        var address = new Address("0x" + digits.toLowerCase(Locale.ROOT));
        var oneCase = digits.equals(digits.toLowerCase(Locale.ROOT)) || digits.equals(digits.toUpperCase(Locale.ROOT));
        if (!oneCase && !address.checksummed().equals(text)) {
            throw new IllegalArgumentException("The EIP-55 checksum of this address is wrong: " + text);
        }
        return address;
    }

    /** The EIP-55 spelling, for people and for messages to sign. */
    public String checksummed() {
        return Keys.toChecksumAddress(value);
    }

    @Override
    public int compareTo(Address other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
