package io.amser.discord.role.reconciliation;

import io.amser.protocol.Address;
import io.amser.protocol.PlanId;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The API's answer to who is an active subscriber; empty whenever it is none. */
public interface AuthCheck {

    /** Those of the plans to which the wallet is an active, paying subscriber. */
    Optional<Set<PlanId>> indexed(Address module, Address wallet, Collection<PlanId> plans);

    /** What the chain itself says about one plan. */
    Optional<Boolean> onChain(Address module, Address wallet, PlanId plan);
}
