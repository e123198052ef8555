package io.amser.keeper.schedule;

import io.amser.protocol.Address;
import java.util.Optional;
import java.util.Set;

/**
 * Whose top-up would let a charge succeed.
 *
 * @param tokens that charges wait for
 * @param payers empty if they are too many to be named: what happens to any wallet is of interest then
 */
public record Watched(Set<Address> tokens, Set<Address> processors, Optional<Set<Address>> payers) {
    public boolean nobody() {
        return tokens.isEmpty();
    }
}
