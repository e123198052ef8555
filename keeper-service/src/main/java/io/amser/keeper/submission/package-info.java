/**
 * From a batch to a block: nonces, fees, and what to do about a transaction that does not get there.
 *
 * <p>The sequence of nonces, the journal of what stands at each, and the chain are compared in every round; where they differ, the chain is right.
 */
@NullMarked
package io.amser.keeper.submission;

import org.jspecify.annotations.NullMarked;
