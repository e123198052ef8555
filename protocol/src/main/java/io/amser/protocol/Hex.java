package io.amser.protocol;

/** Text that the chain writes as {@code 0x} and lower-case hexadecimal digits. */
final class Hex {
    private Hex() {}

    static String lowerCase(String what, String text, int digits) {
        if (!isHex(text, digits, false)) {
            throw new IllegalArgumentException(
                    what + " must be 0x and " + digits + " lower-case hexadecimal digits: " + text);
        }
        return text;
    }

    static boolean isHex(String text, int digits, boolean upperCaseToo) {
        if (text.length() != digits + 2 || text.charAt(0) != '0' || text.charAt(1) != 'x') {
            return false;
        }
        for (var i = 2; i < text.length(); i++) {
            var c = text.charAt(i);
            if (!isDigit(c) && !(upperCaseToo && c >= 'A' && c <= 'F')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
