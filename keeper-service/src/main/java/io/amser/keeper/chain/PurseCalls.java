package io.amser.keeper.chain;

import io.amser.keeper.decision.Purse;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.Permit2Allowance;
import io.amser.protocol.call.Permit2Calls;
import io.amser.protocol.call.TokenCalls;
import java.util.List;

/** What has to be asked to look into a purse. */
record PurseCalls(Call<Permit2Allowance> allowance, Call<TokenAmount> balance, Call<TokenAmount> approval) {
    static final int COUNT = 3;

    private static final Permit2Allowance NOTHING = new Permit2Allowance(TokenAmount.ZERO, new ChainTime(0), 0);

    static PurseCalls of(AllowanceKey wallet, Address permit2) {
        return new PurseCalls(
                Permit2Calls.allowance(permit2, wallet),
                TokenCalls.balanceOf(wallet.token(), wallet.owner()),
                TokenCalls.allowance(wallet.token(), wallet.owner(), permit2));
    }

    List<Call<?>> inOrder() {
        return List.of(allowance, balance, approval);
    }

    /** A token that does not answer has nothing to give. */
    Purse answered(List<RpcAnswer> answers) {
        var allowed = RpcChain.meaning(allowance, answers.get(0)).orElse(NOTHING);
        return new Purse(
                allowed.amount(),
                allowed.expiration(),
                amount(balance, answers.get(1)),
                amount(approval, answers.get(2)),
                TokenAmount.ZERO);
    }

    private static TokenAmount amount(Call<TokenAmount> call, RpcAnswer answer) {
        return RpcChain.meaning(call, answer).orElse(TokenAmount.ZERO);
    }
}
