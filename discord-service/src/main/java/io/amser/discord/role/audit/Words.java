package io.amser.discord.role.audit;

import io.amser.discord.role.ledger.Basis;
import io.amser.discord.role.standing.Desired.Standing;
import io.amser.discord.role.standing.Evidence;
import io.amser.discord.role.standing.Finding;
import java.util.Optional;

/** Why a role was given or taken, for moderators and members. */
public final class Words {
    private Words() {}

    public static String forGiving(Standing standing, Basis basis, int undone) {
        var again = undone == 0 ? "" : "Somebody removed it, given again (%d). ".formatted(undone);
        var until = standing.strongest().flatMap(Evidence::until);
        return again
                + basis.payment()
                        .map(payment -> "Paid by %s, tx %s%s."
                                .formatted(
                                        basis.wallet(),
                                        payment.tx(),
                                        until.map(time -> ", until " + time.iso())
                                                .orElse("")))
                        .orElseGet(() -> "The chain says that %s is an active subscriber.".formatted(basis.wallet()));
    }

    /**
     * Why a role goes.
     *
     * @param mapped whether any plan gives the role here
     * @param basis what it was given for
     * @param takenBack whether the payment behind it has left the chain
     */
    public static String forTaking(Standing standing, boolean mapped, Optional<Basis> basis, boolean takenBack) {
        var undone = takenBack
                ? basis.flatMap(Basis::payment)
                        .map(payment ->
                                "A reorganisation took back the payment behind it, tx %s. ".formatted(payment.tx()))
                        .orElse("")
                : "";
        return undone + (mapped ? now(standing, basis) : "No plan gives this role here any more.");
    }

    /** The wallet that brought the role says most about why it goes. */
    private static String now(Standing standing, Optional<Basis> basis) {
        return standing.evidence().stream()
                .filter(e -> basis.map(b -> b.wallet().equals(e.wallet())).orElse(true))
                .filter(e -> e.finding() != Finding.NO_SUBSCRIPTION)
                .findFirst()
                .or(standing::strongest)
                .map(Words::sentence)
                .orElse("No wallet that pays for this role is linked any more.");
    }

    /** One piece of evidence as a sentence. */
    public static String sentence(Evidence evidence) {
        var subscription = evidence.subscription()
                .map(key -> "Subscription %s of %s: ".formatted(key.id(), evidence.wallet()))
                .orElseGet(() -> "Wallet %s: ".formatted(evidence.wallet()));
        var until = evidence.until()
                .map(time -> " (paid until %s)".formatted(time.iso()))
                .orElse("");
        return subscription + evidence.finding().words() + until + ".";
    }
}
