package io.amser.protocol;

/** How an owner can approve a token; in the order of the contracts. */
public enum TokenKind {
    STANDARD,
    PERMIT
}
