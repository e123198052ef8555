package io.amser.protocol.call;

import static io.amser.protocol.call.Wrappers.FEE_SCHEDULE;

import io.amser.protocol.Address;
import io.amser.protocol.BasisPoints;
import io.amser.protocol.FeeTierId;
import io.amser.protocol.Fees;
import io.amser.protocol.call.Call.Done;
import java.math.BigInteger;

/** Calls of the fee schedule. */
public final class FeeScheduleCalls {
    private FeeScheduleCalls() {}

    public static Call<Done> setDefaultFees(Address schedule, Fees fees) {
        return Call.transaction(
                schedule, FEE_SCHEDULE.setDefaultFees(number(fees.protocolFee()), number(fees.keeperShare())));
    }

    public static Call<Done> setFeeTier(Address schedule, FeeTierId tier, Fees fees) {
        return Call.transaction(
                schedule,
                FEE_SCHEDULE.setFeeTier(tier.value(), number(fees.protocolFee()), number(fees.keeperShare())));
    }

    public static Call<Done> setModuleTier(Address schedule, Address module, FeeTierId tier) {
        return Call.transaction(schedule, FEE_SCHEDULE.setModuleTier(module.value(), tier.value()));
    }

    public static Call<Fees> resolveFees(Address schedule, Address module) {
        return Call.question(
                schedule,
                FEE_SCHEDULE.resolveFees(module.value()),
                answer -> new Fees(basisPoints(answer, 0), basisPoints(answer, 1)));
    }

    private static BasisPoints basisPoints(Answer answer, int position) {
        return new BasisPoints(answer.number(position).intValueExact());
    }

    private static BigInteger number(BasisPoints basisPoints) {
        return BigInteger.valueOf(basisPoints.value());
    }
}
