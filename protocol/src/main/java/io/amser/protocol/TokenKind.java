package io.amser.protocol;

/** How an owner can approve a token; in the order of the contracts. */
public enum TokenKind {
    STANDARD,
    PERMIT;

    private static final TokenKind[] BY_NUMBER = values();

    public static TokenKind ofChain(int number) {
        if (number < 0 || number >= BY_NUMBER.length) {
            throw new IllegalArgumentException("The contracts know no kind of token " + number);
        }
        return BY_NUMBER[number];
    }
}
