package io.amser.acceptance.fault.keeper;

import io.amser.devstack.multitude.Multitude;
import io.amser.devstack.wallet.LocalRpc.Question;
import io.amser.protocol.Address;
import io.amser.protocol.Reason;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.TokenCalls;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What is due at this moment and not charged, by the word of the contracts alone. */
final class Debts {

    private final KeeperStage stage;

    Debts(KeeperStage stage) {
        this.stage = stage;
    }

    /** The numbers of all subscriptions of which a window is open and will be funded. */
    List<Integer> all() {
        return still(IntStream.range(0, stage.size().subscriptions()).boxed().toList());
    }

    /** Those of them that are open now. */
    List<Integer> still(List<Integer> subscriptions) {
        var quotes = asked(
                subscriptions,
                number -> ModuleCalls.quoteExecution(
                        stage.multitude().subscriptions().get(number)));
        return IntStream.range(0, subscriptions.size())
                .filter(at -> quotes.get(at).reason() == Reason.NONE)
                .mapToObj(subscriptions::get)
                .filter(number -> !isOfNobody(number))
                .toList();
    }

    private boolean isOfNobody(int subscription) {
        return stage.purses().runsDry(stage.multitude().walletOf(subscription)) && isShort(List.of(subscription));
    }

    private boolean isShort(List<Integer> subscriptions) {
        return !shortOf(subscriptions).isEmpty();
    }

    /** The wallets among the payers of these that have not the money for one charge. */
    Set<Address> shortOf(List<Integer> subscriptions) {
        var token = stage.contracts().token();
        var balances = asked(
                subscriptions,
                number -> TokenCalls.balanceOf(token, stage.multitude().payer(number)));
        var broke = new HashSet<Address>();
        for (int at = 0; at < subscriptions.size(); at++) {
            if (!balances.get(at).covers(Multitude.PRICE)) {
                broke.add(stage.multitude().payer(subscriptions.get(at)));
            }
        }
        return broke;
    }

    /** Money for one charge to each of them. */
    void topUp(Set<Address> wallets) {
        stage.multitude().topUp(wallets, Multitude.PRICE);
    }

    private <T> List<T> asked(List<Integer> subscriptions, Function<Integer, Call<T>> call) {
        var calls = subscriptions.stream().map(call).toList();
        var answers = stage.rpc()
                .askAll(calls.stream()
                        .map(one -> new Question(
                                "eth_call", List.of(Map.of("to", one.to().value(), "data", one.data()), "latest")))
                        .toList());
        return IntStream.range(0, calls.size())
                .mapToObj(at -> calls.get(at).answer(answers.get(at).asString()))
                .toList();
    }
}
