package io.amser.discord.role.ledger;

import io.amser.discord.role.standing.Evidence;
import io.amser.protocol.Address;
import io.amser.protocol.EventId;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TxHash;
import java.util.Optional;

/**
 * What a role was given for.
 *
 * @param subscription empty if only the chain itself knows of it
 * @param payment the newest one then
 */
public record Basis(Address wallet, Address module, Optional<SubscriptionId> subscription, Optional<Payment> payment) {

    /** A charge that stands on the chain. */
    public record Payment(EventId event, TxHash tx) {}

    public static Basis of(Evidence evidence, Optional<Payment> payment) {
        return new Basis(
                evidence.wallet(),
                evidence.plan().module(),
                evidence.subscription().map(SubscriptionKey::id),
                payment);
    }

    public Optional<SubscriptionKey> key() {
        return subscription.map(id -> new SubscriptionKey(module, id));
    }

    /** Whether something was paid that {@code earlier} does not know of. */
    public boolean isNewerThan(Optional<Basis> earlier) {
        return payment.isPresent() && !payment.equals(earlier.flatMap(Basis::payment));
    }
}
