package io.amser.keeper.charging;

import static org.assertj.core.api.Assertions.assertThat;

import io.amser.keeper.decision.ChargeDecision;
import io.amser.keeper.decision.DecidedCharge;
import io.amser.keeper.decision.QuotedCharge;
import io.amser.keeper.schedule.DueCharge;
import io.amser.protocol.Address;
import io.amser.protocol.BasisPoints;
import io.amser.protocol.ChainTime;
import io.amser.protocol.FailCode;
import io.amser.protocol.Fees;
import io.amser.protocol.Reason;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.WindowId;
import io.amser.protocol.call.Quote;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class ProfitTest {
    private static final Address MODULE = account(1);
    private static final Address PRICED = account(2);
    private static final Address UNPRICED = account(3);

    /** One percent of a charge is the protocol's, and a tenth of that the keeper's: a thousandth. */
    private static final Profit PROFIT = new Profit(
            Map.of(PRICED, BigDecimal.TEN), Map.of(MODULE, new Fees(new BasisPoints(100), new BasisPoints(1_000))));

    @Test
    void sends_what_pays_for_its_part() {
        var charge = charge(1, PRICED, 1_000);

        assertThat(PROFIT.worthwhile(List.of(charge), each(10))).containsExactly(charge);
    }

    @Test
    void leaves_out_what_does_not() {
        assertThat(PROFIT.worthwhile(List.of(charge(1, PRICED, 999)), each(10))).isEmpty();
    }

    @Test
    void judges_no_token_whose_price_nobody_told() {
        var charge = charge(1, UNPRICED, 1);

        assertThat(PROFIT.worthwhile(List.of(charge), each(10))).containsExactly(charge);
    }

    @Test
    void tells_failures_whatever_that_costs() {
        var failure = new DecidedCharge(
                charge(1, PRICED, 1).quoted(), new ChargeDecision.ReportFailure(FailCode.TRANSFER_FAILED));

        assertThat(PROFIT.worthwhile(List.of(failure), each(10))).containsExactly(failure);
    }

    @Test
    void lets_those_that_are_left_share_what_the_transaction_itself_costs() {
        var rich = charge(1, PRICED, 2_000);
        var poor = charge(2, PRICED, 100);

        assertThat(PROFIT.worthwhile(List.of(rich, poor), _ -> BigInteger.valueOf(20)))
                .containsExactly(rich);
        assertThat(PROFIT.worthwhile(List.of(rich, poor), _ -> BigInteger.valueOf(30)))
                .isEmpty();
    }

    private static IntFunction<BigInteger> each(long wei) {
        return charges -> BigInteger.valueOf(charges * wei);
    }

    private static DecidedCharge charge(int id, Address token, long amount) {
        var due = new DueCharge(
                new SubscriptionKey(MODULE, SubscriptionId.of(id)),
                new WindowId(1),
                account(4),
                account(5),
                Optional.of(token),
                new ChainTime(1),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        var quote = new Quote(
                Reason.NONE, account(5), account(6), token, TokenAmount.of(amount), new ChainTime(1), new WindowId(1));
        return new DecidedCharge(new QuotedCharge(due, quote), new ChargeDecision.Charge(TokenAmount.of(amount)));
    }

    private static Address account(int number) {
        return new Address("0x%040x".formatted(number));
    }
}
