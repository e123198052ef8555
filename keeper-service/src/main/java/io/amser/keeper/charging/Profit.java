package io.amser.keeper.charging;

import io.amser.keeper.decision.ChargeDecision.Charge;
import io.amser.keeper.decision.DecidedCharge;
import io.amser.protocol.Address;
import io.amser.protocol.Fees;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Whether the keeper's share of charges pays for their gas.
 *
 * @param prices what one base unit of a token is worth in wei; charges in other tokens are not judged
 * @param fees of each module: what of a charge is the protocol's, and what of that the keeper's
 */
record Profit(Map<Address, BigDecimal> prices, Map<Address, Fees> fees) {
    private static final BigInteger BASIS_POINTS = BigInteger.valueOf(10_000);

    /**
     * Those that bear their part of the cost when they go together, each as large as the others'. What is left out raises the part of the rest.
     *
     * @param cost in wei, of a transaction with so many charges
     */
    List<DecidedCharge> worthwhile(List<DecidedCharge> batch, IntFunction<BigInteger> cost) {
        var left = batch;
        while (!left.isEmpty()) {
            var part = new BigDecimal(cost.apply(left.size()).divide(BigInteger.valueOf(left.size())));
            var paying = left.stream().filter(item -> bears(item, part)).toList();
            if (paying.size() == left.size()) {
                return left;
            }
            left = paying;
        }
        return left;
    }

    /** A failure that has to be told earns nothing, and is told all the same. */
    private boolean bears(DecidedCharge item, BigDecimal part) {
        var price = prices.get(item.quoted().quote().token());
        return price == null
                || !(item.decision() instanceof Charge(var amount))
                || price.multiply(new BigDecimal(share(item, amount.value()))).compareTo(part) >= 0;
    }

    private BigInteger share(DecidedCharge item, BigInteger amount) {
        var module = fees.get(item.quoted().due().subscription().module());
        return module == null
                ? BigInteger.ZERO
                : part(
                        part(amount, module.protocolFee().value()),
                        module.keeperShare().value());
    }

    private static BigInteger part(BigInteger whole, long basisPoints) {
        return whole.multiply(BigInteger.valueOf(basisPoints)).divide(BASIS_POINTS);
    }
}
