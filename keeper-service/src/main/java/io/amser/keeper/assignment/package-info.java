/**
 * Which of several independent keepers sends a charge, so that they do not race for it.
 *
 * <p>Nobody leads and nobody is asked: each keeper puts the registered ones into an order of its own for every window, by a hash, and all come to the
 * same. The first has a while for itself, the next ones follow one by one, then anyone may send. Time is the chain's, so that it is the same for all.
 * Keepers that share a database take their turns as one: among them the leases of {@link io.amser.keeper.schedule.DueCharges} share the work.
 */
@NullMarked
package io.amser.keeper.assignment;

import org.jspecify.annotations.NullMarked;
