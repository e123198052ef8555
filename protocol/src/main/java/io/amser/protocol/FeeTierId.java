package io.amser.protocol;

import java.math.BigInteger;

/** The number of a fee tier; 0 puts a module on the default fees. */
public record FeeTierId(BigInteger value) {}
