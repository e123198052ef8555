package io.amser.discord.role.evidence;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that decides about the roles of one user at one server, and what was done about them.
 *
 * @param asOf the chain's time of which this tells
 * @param wallets that are linked
 * @param roles that plans give there, or that we gave
 * @param waiting whether somebody is about to look at him
 * @param nextChange when time alone will change something
 * @param nextCheck when everything is compared again at the latest; empty if he was never looked at
 */
public record Why(
        ChainTime asOf,
        List<Address> wallets,
        List<RoleWhy> roles,
        boolean waiting,
        Optional<ChainTime> nextChange,
        Optional<Instant> nextCheck) {}
