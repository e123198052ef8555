package io.amser.protocol;

/** Whether and how far a token may be charged; amounts are per charge. */
public record TokenPolicy(
        boolean enabled, int decimals, TokenAmount min, TokenAmount max, TokenKind kind, String name, String symbol) {}
