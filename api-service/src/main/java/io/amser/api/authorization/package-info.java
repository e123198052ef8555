/**
 * Whether a wallet may use a plan: from the index, from the chain, or from both. The chain's word counts wherever the index
 * lacks a record, and an RPC that fails is said, never guessed around.
 */
@NullMarked
package io.amser.api.authorization;

import org.jspecify.annotations.NullMarked;
