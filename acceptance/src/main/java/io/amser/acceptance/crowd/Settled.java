package io.amser.acceptance.crowd;

import io.amser.acceptance.stage.Stage;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.Reason;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.WindowId;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.Permit2Calls;
import io.amser.protocol.call.Quote;
import io.amser.protocol.call.TokenCalls;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the keeper has done all that it can: who can pay has paid, and whoever cannot has been told so on chain. */
public final class Settled {

    private final Stage stage;

    public Settled(Stage stage) {
        this.stage = stage;
    }

    public void await(Collection<Member> members) {
        Stage.await("every due charge", () -> areAll(members));
    }

    private boolean areAll(Collection<Member> members) {
        var failed = stage.chain().events(ExecutionFailed.class).stream()
                .map(event -> new Window(event.subscription(), event.windowId()))
                .collect(Collectors.toUnmodifiableSet());
        return members.stream().allMatch(member -> is(member, failed));
    }

    private boolean is(Member member, Set<Window> failed) {
        var quote = stage.node().ask(ModuleCalls.quoteExecution(member.subscription()));
        return quote.reason() != Reason.NONE
                || (failed.contains(new Window(member.subscription(), quote.windowId())) && !canPay(quote));
    }

    private boolean canPay(Quote quote) {
        var node = stage.node();
        var contracts = stage.platform().contracts();
        var key = new AllowanceKey(contracts.processor(), quote.payer(), quote.token());
        return node.ask(TokenCalls.balanceOf(quote.token(), quote.payer())).covers(quote.amount())
                && node.ask(Permit2Calls.allowance(contracts.permit2(), key)).covers(quote.amount(), node.time());
    }

    private record Window(SubscriptionKey subscription, WindowId id) {}
}
