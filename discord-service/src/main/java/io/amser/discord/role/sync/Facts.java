package io.amser.discord.role.sync;

import io.amser.discord.role.ledger.Basis;
import io.amser.discord.role.ledger.Basis.Payment;
import io.amser.discord.role.ledger.RoleGrant;
import io.amser.discord.role.standing.Claim;
import io.amser.discord.role.standing.Desired;
import io.amser.discord.role.standing.Mapping;
import io.amser.discord.snowflake.RoleId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.EventId;
import io.amser.protocol.SubscriptionKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is known about one user at one server, as of one moment.
 *
 * @param covered whether the tables tell everything up to the head by whose time we judge
 * @param payments the newest of each subscription that was ever paid
 * @param standing those of the ledger's payments that stand on the chain
 * @param faults roles that Discord does not let us change
 */
public record Facts(
        boolean covered,
        List<Mapping> mappings,
        List<Claim> claims,
        Map<SubscriptionKey, Payment> payments,
        List<RoleGrant> ledger,
        Set<EventId> standing,
        Set<RoleId> faults) {

    public Desired desired(ChainTime now) {
        return Desired.of(mappings, claims, now);
    }

    /** What each role that he should have would be given for. */
    Map<RoleId, Basis> bases(Desired desired) {
        var bases = new HashMap<RoleId, Basis>();
        desired.roles()
                .forEach((role, standing) -> standing.strongest()
                        .ifPresent(evidence -> bases.put(
                                role, Basis.of(evidence, evidence.subscription().flatMap(this::payment)))));
        return bases;
    }

    boolean mapped(RoleId role) {
        return mappings.stream().anyMatch(mapping -> mapping.role().equals(role));
    }

    /** Whether the payment that a role was given for has left the chain. */
    boolean takenBack(RoleGrant grant) {
        return grant.basis()
                .flatMap(Basis::payment)
                .map(payment -> !standing.contains(payment.event()))
                .orElse(false);
    }

    /** The newest of a subscription. */
    public Optional<Payment> payment(SubscriptionKey subscription) {
        return Optional.ofNullable(payments.get(subscription));
    }
}
