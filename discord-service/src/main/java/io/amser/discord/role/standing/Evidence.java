package io.amser.discord.role.standing;

import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.subscription.Status;
import io.amser.protocol.subscription.Subscription;
import io.amser.protocol.subscription.SubscriptionAt;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What speaks for or against a role.
 *
 * @param subscription empty if there is none that we know
 * @param until the last second that has been paid for, the grace included; empty before the first payment
 */
public record Evidence(
        PlanKey plan,
        Address wallet,
        Optional<SubscriptionKey> subscription,
        Finding finding,
        Optional<ChainTime> until) {

    /** The strongest first, and of equals the one that lasts longest. */
    static final Comparator<Evidence> STRENGTH = Comparator.comparing(Evidence::finding)
            .thenComparing(e -> e.until().map(ChainTime::seconds).orElse(0L), Comparator.reverseOrder())
            .thenComparing(e -> e.wallet().value())
            .thenComparing(e -> e.subscription().map(SubscriptionKey::toString).orElse(""));

    /** What one wallet's relation to one plan says about the role that the plan gives. */
    static Stream<Evidence> of(Mapping mapping, Claim claim, ChainTime now) {
        if (claim.word().isEmpty() && claim.unreliable()) {
            return Stream.of(without(claim, Finding.INCOMPLETE));
        }
        if (claim.word().equals(Optional.of(false))) {
            return Stream.of(without(claim, Finding.CHAIN_SAYS_INACTIVE));
        }
        var ofFold = claim.terms().stream()
                .flatMap(plan -> claim.subscriptions().stream()
                        .map(subscription -> of(mapping, claim, claim.at(subscription, plan, now))))
                .toList();
        if (claim.word().isPresent() && ofFold.stream().noneMatch(e -> e.finding() == Finding.PAID)) {
            return mapping.revokeOn() == RevokeOn.FAILURE && failed(claim)
                    ? Stream.of(without(claim, Finding.PAYMENT_FAILED))
                    : Stream.of(without(claim, Finding.CHAIN_SAYS_ACTIVE));
        }
        return ofFold.isEmpty() ? Stream.of(without(claim, Finding.NO_SUBSCRIPTION)) : ofFold.stream();
    }

    private static Evidence of(Mapping mapping, Claim claim, SubscriptionAt at) {
        return new Evidence(
                claim.plan(),
                claim.wallet(),
                Optional.of(at.subscription().key()),
                judge(mapping, at.subscription(), at.status()),
                at.accessUntil());
    }

    private static Finding judge(Mapping mapping, Subscription subscription, Status status) {
        return switch (status) {
            case BLOCKED -> Finding.BLOCKED;
            case CANCELLED -> Finding.CANCELLED;
            case PAUSED -> Finding.PAUSED;
            case PENDING -> Finding.NEVER_PAID;
            case EXPIRED -> Finding.LAPSED;
            case ACTIVE ->
                mapping.revokeOn() == RevokeOn.FAILURE
                                && subscription.failures().bySubscriber()
                        ? Finding.PAYMENT_FAILED
                        : Finding.PAID;
        };
    }

    private static boolean failed(Claim claim) {
        return claim.subscriptions().stream().anyMatch(s -> s.failures().bySubscriber());
    }

    private static Evidence without(Claim claim, Finding finding) {
        return new Evidence(claim.plan(), claim.wallet(), Optional.empty(), finding, Optional.empty());
    }
}
