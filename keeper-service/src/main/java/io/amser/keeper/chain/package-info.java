/**
 * The chain as a keeper reads and writes it, over JSON-RPC.
 *
 * <p>{@link io.amser.keeper.chain.Chain} is what the rest of the service sees and tests replace.
 */
@NullMarked
package io.amser.keeper.chain;

import org.jspecify.annotations.NullMarked;
