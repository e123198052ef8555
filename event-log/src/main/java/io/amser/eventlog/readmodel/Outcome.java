package io.amser.eventlog.readmodel;

import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.TokenPolicy;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.StandingAllowance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a batch makes of the states that it touches. */
record Outcome(
        Changes changes,
        Map<Address, Transition<MerchantModule>> modules,
        Map<SubscriberKey, Transition<ChainTime>> blocked,
        Map<Address, Transition<TokenPolicy>> tokens,
        Map<Address, Transition<ProcessorPauses>> processors,
        Map<AllowanceKey, Transition<StandingAllowance>> allowances) {

    static Outcome of(Presence presence, Stored stored) {
        var histories = stored.histories();
        var modules = new Folding<>(Fold.MODULES, stored.modules(), histories);
        var plans = new Folding<>(Fold.PLANS, stored.plans(), histories);
        var subscriptions = new Folding<>(Fold.SUBSCRIPTIONS, stored.subscriptions(), histories);
        var blocked = new Folding<>(Fold.BLOCKED, stored.blocked(), histories);
        var tokens = new Folding<>(Fold.TOKENS, stored.tokens(), histories);
        var processors = new Folding<>(Fold.PROCESSORS, stored.processors(), histories);
        var allowances = new Folding<>(Fold.ALLOWANCES, stored.allowances(), histories);
        var applied = new ArrayList<AppliedEvent>();
        for (var step : presence.effective(stored.turned())) {
            for (var folding : List.of(modules, plans, blocked, tokens, processors, allowances)) {
                folding.step(step);
            }
            applied.add(new AppliedEvent(step.event(), step.retracted(), subscriptions.step(step)));
        }
        return new Outcome(
                new Changes(List.copyOf(applied), subscriptions.transitions(), plans.transitions()),
                modules.transitions(),
                blocked.transitions(),
                tokens.transitions(),
                processors.transitions(),
                allowances.transitions());
    }
}
