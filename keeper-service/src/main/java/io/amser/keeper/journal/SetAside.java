package io.amser.keeper.journal;

import java.math.BigInteger;

/**
 * Money for a transaction.
 *
 * @param day UTC, of chain time, from whose sum it is
 */
record SetAside(long day, BigInteger wei) {}
