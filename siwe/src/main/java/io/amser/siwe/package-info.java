/**
 * Sign-In with Ethereum, ERC-4361: the text that a wallet signed is read by the grammar as it was received, and never
 * rendered again. Nothing here knows the time or a browser: both are arguments.
 */
@NullMarked
package io.amser.siwe;

import org.jspecify.annotations.NullMarked;
