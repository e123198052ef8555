package io.amser.protocol.decoding;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Executions;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** ABI-encoded data as 32-byte words, read where they stand; a word that its type does not allow is refused. */
final class Words {
    private static final String PREFIX = "0x";
    private static final int DIGITS = 64;
    private static final int LONG_DIGITS = 16;

    private final String hex;

    private Words(String hex) {
        this.hex = hex;
    }

    static Words of(String data) {
        if (!data.startsWith(PREFIX)) {
            throw new IllegalArgumentException("the data does not begin with 0x");
        }
        return new Words(data);
    }

    /** Topics side by side, so that topic n is word n. */
    static Words of(List<String> topics) {
        var hex = new StringBuilder(PREFIX.length() + DIGITS * topics.size()).append(PREFIX);
        for (var topic : topics) {
            if (topic.length() != PREFIX.length() + DIGITS) {
                throw new IllegalArgumentException("a topic is no word: " + topic);
            }
            hex.append(topic, PREFIX.length(), topic.length());
        }
        return new Words(hex.toString());
    }

    Address address(int word) {
        requireZeros(word, 24);
        return new Address(PREFIX + hex.substring(start(word) + 24, end(word)));
    }

    String bytes32(int word) {
        return PREFIX + hex.substring(start(word), end(word));
    }

    boolean bool(int word) {
        return switch ((int) number(word, 1)) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new IllegalArgumentException("word " + word + " is no bool");
        };
    }

    /** A number of at most {@code max}. */
    long number(int word, long max) {
        requireZeros(word, DIGITS - LONG_DIGITS);
        var value = HexFormat.fromHexDigitsToLong(hex, end(word) - LONG_DIGITS, end(word));
        if (value < 0 || value > max) {
            throw new IllegalArgumentException("word " + word + " is more than " + max);
        }
        return value;
    }

    int uint8(int word) {
        return (int) number(word, 255);
    }

    BigInteger uint256(int word) {
        return isSmall(word)
                ? BigInteger.valueOf(number(word, Long.MAX_VALUE))
                : new BigInteger(hex.substring(start(word), end(word)), 16);
    }

    TokenAmount amount(int word) {
        return new TokenAmount(uint256(word));
    }

    ChainTime time(int word) {
        return new ChainTime(number(word, Long.MAX_VALUE));
    }

    WindowId windowId(int word) {
        return new WindowId(number(word, Long.MAX_VALUE));
    }

    Executions executions(int word) {
        return Executions.ofChain(uint256(word));
    }

    /** The text whose offset stands in {@code word}; a NUL, which PostgreSQL cannot keep, is replaced like bad UTF-8. */
    String text(int word) {
        var lengthWord = Math.toIntExact(number(word, hex.length())) / 32;
        var length = Math.toIntExact(number(lengthWord, hex.length()));
        var from = start(lengthWord) + DIGITS;
        if (from + 2 * length > hex.length()) {
            throw new IllegalArgumentException("the text of word " + word + " is longer than the data");
        }
        var bytes = HexFormat.of().parseHex(hex, from, from + 2 * length);
        return new String(bytes, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    private boolean isSmall(int word) {
        var start = start(word);
        for (var i = start; i <= start + DIGITS - LONG_DIGITS; i++) {
            // One digit of the lower half as well, so that the sign bit of a long stays clear.
            if (hex.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    private void requireZeros(int word, int digits) {
        var start = start(word);
        for (var i = start; i < start + digits; i++) {
            if (hex.charAt(i) != '0') {
                throw new IllegalArgumentException("word " + word + " is too large for its type");
            }
        }
    }

    private int start(int word) {
        var start = PREFIX.length() + DIGITS * word;
        if (start + DIGITS > hex.length()) {
            throw new IllegalArgumentException("the data ends before word " + word);
        }
        return start;
    }

    private int end(int word) {
        return start(word) + DIGITS;
    }
}
