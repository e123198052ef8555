package io.amser.keeper.charging;

import io.amser.keeper.concern.Concern;
import io.amser.keeper.concern.Concern.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** What keeps charges from being sent, by what the last round saw. */
final class ChargingConcerns {
    private ChargingConcerns() {}

    static List<Concern> of(Condition condition, BigInteger lowBalance) {
        var concerns = new ArrayList<Concern>();
        condition.outage().ifPresent(concerns::add);
        wallet(condition, lowBalance, concerns);
        if (condition.gasTooDear()) {
            concerns.add(
                    Concern.of(
                            Kind.GAS_TOO_DEAR,
                            "gas costs more than amser.keeper.submission.max-fee-per-gas: charges wait until it falls, or raise it"));
        }
        if (condition.budget().held()) {
            concerns.add(
                    Concern.of(
                            Kind.BUDGET_SPENT,
                            "the key has spent " + condition.budget().spent()
                                    + " wei of amser.keeper.submission.max-spend-per-day today: charges wait for tomorrow, or raise it"));
        }
        condition
                .nonceDrift()
                .ifPresent(drift -> concerns.add(Concern.of(
                        Kind.NONCES_DRIFTED,
                        "the nonces of the key are being repaired, and nothing is sent meanwhile: " + drift)));
        condition.processors().forEach((processor, state) -> {
            if (state.pauses().paused()) {
                concerns.add(new Concern(
                        Kind.PROCESSOR_PAUSED,
                        processor.value(),
                        "processor " + processor
                                + " is paused by its owner: charges resume when the owner unpauses it"));
            }
            if (!state.admitsUs()) {
                concerns.add(new Concern(
                        Kind.NOT_ADMITTED,
                        processor.value(),
                        "processor " + processor + " does not admit our key: its owner must call setKeeper"));
            }
        });
        condition
                .delisted()
                .forEach(
                        token -> concerns.add(
                                new Concern(
                                        Kind.TOKEN_DELISTED,
                                        token.value(),
                                        "token " + token
                                                + " is disabled in the registry while charges wait for it: they resume when its owner enables it")));
        return concerns;
    }

    private static void wallet(Condition condition, BigInteger lowBalance, List<Concern> concerns) {
        if (condition.head().isEmpty()) {
            return;
        }
        if (condition.walletEmpty()) {
            concerns.add(
                    Concern.of(
                            Kind.WALLET_EMPTY,
                            "the key holds " + condition.balance()
                                    + " wei, which does not pay for one charge beside what is in flight: send it ether, charges resume by themselves"));
        } else if (condition.balance().compareTo(lowBalance) < 0) {
            concerns.add(
                    Concern.of(Kind.WALLET_LOW, "the key holds only " + condition.balance() + " wei: send it ether"));
        }
    }
}
