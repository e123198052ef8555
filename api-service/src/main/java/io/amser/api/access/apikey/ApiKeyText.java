package io.amser.api.access.apikey;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/** An API key as merchants copy it: where it is for, 30 random characters, and six that tell a slip of the hand from a key. */
record ApiKeyText(String value) {
    static final String PREFIX = "amsr_";
    private static final String LIVE = "amsr_live_";
    private static final String TEST = "amsr_test_";
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** 178 bits. */
    private static final int RANDOM = 30;

    private static final int CHECKSUM = 6;
    private static final int SHOWN = 4;
    private static final Pattern SHAPE = Pattern.compile("amsr_(live|test)_[0-9A-Za-z]{" + (RANDOM + CHECKSUM) + "}");

    ApiKeyText {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("An API key must end with the checksum of the rest");
        }
    }

    static ApiKeyText random(boolean testnet, RandomGenerator random) {
        var secret = random.ints(RANDOM, 0, DIGITS.length())
                .mapToObj(digit -> DIGITS.substring(digit, digit + 1))
                .collect(Collectors.joining());
        var body = (testnet ? TEST : LIVE) + secret;
        return new ApiKeyText(body + checksum(body));
    }

    /** Whether somebody may have copied this from us without a slip. */
    static boolean isWellFormed(String text) {
        return SHAPE.matcher(text).matches() && text.endsWith(checksum(text.substring(0, text.length() - CHECKSUM)));
    }

    /** Enough to know the key again in a list, too little to use it. */
    String beginning() {
        return value.substring(0, LIVE.length() + SHOWN);
    }

    /** CRC-32 in base 62, which changes with every wrong character and every two that changed places. */
    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        var digits = new StringBuilder();
        for (var rest = crc.getValue(); digits.length() < CHECKSUM; rest /= DIGITS.length()) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
        }
        return digits.reverse().toString();
    }

    /** Never the key itself, which would end up in a log. */
    @Override
    public String toString() {
        return beginning() + "…";
    }
}
