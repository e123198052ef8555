/**
 * What to send to the contracts, and how to read what they answer; nothing here does I/O.
 *
 * <p>Every call goes through the wrappers that the contracts' build generates, so that a function that changes in Solidity
 * does not compile here.
 */
@NullMarked
package io.amser.protocol.call;

import org.jspecify.annotations.NullMarked;
