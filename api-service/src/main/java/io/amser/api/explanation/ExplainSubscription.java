package io.amser.api.explanation;

import static io.amser.api.problem.ProblemCode.CHAIN_UNAVAILABLE;
import static java.util.Comparator.comparing;

import io.amser.api.chain.ChainAnswers;
import io.amser.api.chain.ChainUnavailable;
import io.amser.api.chain.ContractsConfig;
import io.amser.api.chain.EthCalls;
import io.amser.api.freshness.Moment;
import io.amser.api.problem.ProblemException;
import io.amser.api.subscription.HeldSubscription;
import io.amser.api.subscription.MerchantSubscriptions;
import io.amser.eventlog.readmodel.TokenPolicies;
import io.amser.protocol.Address;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainTime;
import io.amser.protocol.Reason;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.TokenAmount;
import io.amser.protocol.TokenPolicy;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.Permit2Allowance;
import io.amser.protocol.call.Permit2Calls;
import io.amser.protocol.call.ProcessorCalls;
import io.amser.protocol.call.Quote;
import io.amser.protocol.call.SubscriptionOnChain;
import io.amser.protocol.call.TokenCalls;
import io.amser.protocol.subscription.Charges;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.Subscription;
import io.amser.protocol.subscription.SubscriptionAt;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what decides about a subscription: who holds it from the index, the rest from the chain in one block. */
@ApplicationScoped
class ExplainSubscription {
    private static final Comparator<SubscriptionAt> OLDEST_FIRST = comparing(
                    (SubscriptionAt at) -> at.subscription().nextChargeAt())
            .thenComparing(at -> at.subscription().key().module().value())
            .thenComparing(at -> at.subscription().key().id().value());

    private final Pool db;
    private final MerchantSubscriptions subscriptions;
    private final TokenPolicies tokens = new TokenPolicies();
    private final EthCalls chain;
    private final Address permit2;

    ExplainSubscription(Pool db, MerchantSubscriptions subscriptions, EthCalls chain, ContractsConfig contracts) {
        this.db = db;
        this.subscriptions = subscriptions;
        this.chain = chain;
        this.permit2 = Address.parse(contracts.permit2());
    }

    /** What the chain is asked about one subscription. */
    private record Questions(
            Call<SubscriptionOnChain> subscription,
            Call<Boolean> blocked,
            Call<Quote> quote,
            Call<ProcessorPauses> pauses,
            Call<TokenAmount> balance,
            Call<TokenAmount> approval,
            Call<Permit2Allowance> allowance) {

        private List<Call<?>> all() {
            return List.of(subscription, blocked, quote, pauses, balance, approval, allowance);
        }
    }

    /** Fails with a problem if the index knows no such subscription, or the chain gives no answer. */
    Uni<Explanation> explain(SubscriptionKey key, Moment moment) {
        return subscriptions
                .held(key, moment)
                .map(found -> found.orElseThrow(() -> MerchantSubscriptions.missing(moment)))
                .chain(held -> explain(held, moment));
    }

    private Uni<Explanation> explain(HeldSubscription held, Moment moment) {
        var token = held.at().plan().token();
        var questions = questions(held);
        return Uni.combine()
                .all()
                .unis(
                        tokens.load(db, Set.of(token)),
                        subscriptions.dueOfPayer(held, moment),
                        chain.read(questions.all(), moment.oldestKnowing())
                                .onFailure(ChainUnavailable.class)
                                .transform(_ -> new ProblemException(
                                        CHAIN_UNAVAILABLE, "No RPC endpoint of the chain answers.")))
                .with((policies, others, answers) -> explanation(held, questions, policies, others, answers));
    }

    private Questions questions(HeldSubscription held) {
        var subscription = held.at().subscription();
        var key = subscription.key();
        var payer = subscription.subscriber();
        var token = held.at().plan().token();
        return new Questions(
                ModuleCalls.subscription(key),
                ModuleCalls.isBlocked(key.module(), payer),
                ModuleCalls.quoteExecution(key),
                ProcessorCalls.pauseTimes(held.processor()),
                TokenCalls.balanceOf(token, payer),
                TokenCalls.allowance(token, payer, permit2),
                Permit2Calls.allowance(permit2, new AllowanceKey(held.processor(), payer, token)));
    }

    private static Explanation explanation(
            HeldSubscription held,
            Questions questions,
            Map<Address, TokenPolicy> policies,
            List<SubscriptionAt> others,
            ChainAnswers answers) {
        var at = onChain(held, questions, answers);
        var untouched = new Means(
                answers.to(questions.balance()),
                answers.to(questions.approval()),
                answers.to(questions.allowance()),
                TokenAmount.ZERO);
        var before = others.stream()
                .filter(other ->
                        !other.subscription().key().equals(at.subscription().key()))
                .filter(other -> OLDEST_FIRST.compare(other, at) < 0 && other.quote() == Reason.NONE)
                .sorted(OLDEST_FIRST)
                .map(other -> other.plan().price())
                .toList();
        var facts =
                new Facts(at, Optional.ofNullable(policies.get(at.plan().token())), untouched.after(before, at.now()));
        return new Explanation(
                facts, Verdict.of(facts), answers.to(questions.quote()).reason(), answers.block(), answers.hash());
    }

    /** As the chain holds it; how often it was charged and what failed, only the log tells. */
    private static SubscriptionAt onChain(HeldSubscription held, Questions questions, ChainAnswers answers) {
        var indexed = held.at().subscription();
        var stored = answers.to(questions.subscription());
        var paidAt = stored.lastPaidAt().equals(new ChainTime(0)) ? null : stored.lastPaidAt();
        var charges =
                new Charges(indexed.charges().timesExecuted(), indexed.charges().totalSpent(), paidAt);
        return new Subscription(
                        indexed.key(),
                        indexed.subscriber(),
                        indexed.planId(),
                        indexed.createdAt(),
                        stored.pausedBySubscriber(),
                        stored.pausedByMerchant(),
                        stored.cancelled(),
                        stored.remainingExecutions(),
                        stored.nextChargeAt(),
                        stored.windowId(),
                        stored.allowanceExpiry(),
                        charges,
                        indexed.failures())
                .at(answers.time(), held.at().plan(), answers.to(questions.blocked()), answers.to(questions.pauses()));
    }
}
