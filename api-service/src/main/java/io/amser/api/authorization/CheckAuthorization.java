package io.amser.api.authorization;

import static io.amser.api.problem.ProblemCode.CHAIN_UNAVAILABLE;
import static io.amser.api.problem.ProblemCode.INDEX_INCOMPLETE;
import static io.amser.api.problem.ProblemCode.UNKNOWN_MODULE;

import io.amser.api.chain.ActivePlans;
import io.amser.api.chain.ActivePlans.Any;
import io.amser.api.chain.ChainUnavailable;
import io.amser.api.chain.ServedChain;
import io.amser.api.freshness.AsOf;
import io.amser.api.freshness.Freshness;
import io.amser.api.freshness.Moment;
import io.amser.api.problem.Problem;
import io.amser.api.problem.ProblemException;
import io.amser.api.subscription.MerchantSubscriptions;
import io.amser.api.subscription.WalletAtModule;
import io.amser.protocol.ChainId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Answers whether a wallet is authorized: one prepared query, and the chain where it is asked for or needed. */
@ApplicationScoped
class CheckAuthorization {
    private static final Problem NO_ANSWER =
            Problem.of(CHAIN_UNAVAILABLE, "No RPC endpoint of the chain answers; nothing is guessed instead.");

    private final ChainId chain;
    private final Freshness freshness;
    private final MerchantSubscriptions subscriptions;
    private final ActivePlans activePlans;
    private final SeenModules modules;

    CheckAuthorization(
            ServedChain chain,
            Freshness freshness,
            MerchantSubscriptions subscriptions,
            ActivePlans activePlans,
            SeenModules modules) {
        this.chain = chain.id();
        this.freshness = freshness;
        this.subscriptions = subscriptions;
        this.activePlans = activePlans;
        this.modules = modules;
    }

    /** What index and chain say; the chain's half is empty if it was asked and no endpoint answers. */
    private record Halves(WalletAtModule wallet, Optional<Any> onchain) {}

    /**
     * @param maxStaleness how far the index may be behind the chain; if it is more, the chain is asked instead
     */
    Uni<AuthorizationView> answer(Question question, Mode mode, Optional<Duration> maxStaleness) {
        var moment = freshness.now();
        var tooOld = maxStaleness
                .filter(most -> moment.asOf().lag() > most.toSeconds())
                .isPresent();
        return switch (tooOld && mode == Mode.INDEXED ? Mode.ONCHAIN : mode) {
            case INDEXED -> fromIndex(question, moment);
            case ONCHAIN -> halves(question, moment).map(halves -> onchain(question, moment, halves));
            case BOTH -> halves(question, moment).chain(halves -> both(question, moment, halves));
        };
    }

    private Uni<AuthorizationView> fromIndex(Question question, Moment moment) {
        return wallet(question, moment)
                .chain(wallet -> indexed(question, wallet, moment)
                        .map(indexed ->
                                AuthorizationView.indexed(chain, question, indexed, asOf(question, moment, wallet))));
    }

    private AuthorizationView onchain(Question question, Moment moment, Halves halves) {
        return halves.onchain()
                .map(any -> AuthorizationView.onchain(
                        chain,
                        question,
                        OnchainAnswer.of(any, question.plans()),
                        moment.of(any.block(), any.hash(), any.time())))
                .orElseThrow(() -> new ProblemException(NO_ANSWER));
    }

    private Uni<AuthorizationView> both(Question question, Moment moment, Halves halves) {
        return indexed(question, halves.wallet(), moment)
                .map(indexed -> halves.onchain()
                        .map(any -> AuthorizationView.both(
                                chain,
                                question,
                                indexed,
                                OnchainAnswer.of(any, question.plans()),
                                asOf(question, moment, halves.wallet())))
                        .orElseThrow(() -> new ProblemException(NO_ANSWER.with("indexed", indexed))));
    }

    /** At once where the module is known; else the chain comes second, so that nobody uses us as a free RPC proxy. */
    private Uni<Halves> halves(Question question, Moment moment) {
        return modules.contains(question.module())
                ? Uni.combine()
                        .all()
                        .unis(wallet(question, moment), fromChain(question, moment))
                        .with(Halves::new)
                : wallet(question, moment)
                        .chain(wallet -> fromChain(question, moment).map(it -> new Halves(wallet, it)));
    }

    private Uni<WalletAtModule> wallet(Question question, Moment moment) {
        return subscriptions
                .ofWallet(question.module(), question.wallet(), question.plans(), moment)
                .invoke(wallet -> refuseUnknownModule(question, wallet));
    }

    private void refuseUnknownModule(Question question, WalletAtModule wallet) {
        if (!wallet.moduleKnown() && wallet.allInDoubt()) {
            throw new ProblemException(
                    INDEX_INCOMPLETE, "The record of this module may be one that could not be applied.");
        }
        if (!wallet.moduleKnown()) {
            modules.missed(question.module());
            throw new ProblemException(UNKNOWN_MODULE, "No module of the protocol has this address.", "module_address");
        }
        if (!wallet.allInDoubt()) {
            modules.saw(question.module());
        }
    }

    private Uni<IndexedAnswer> indexed(Question question, WalletAtModule wallet, Moment moment) {
        return activePlans
                .among(question.module(), question.wallet(), wallet.doubtful(question.plans()), moment.oldestKnowing())
                .map(active -> IndexedAnswer.of(chain, question.plans(), wallet, active))
                .onFailure(ChainUnavailable.class)
                .transform(_ -> new ProblemException(NO_ANSWER));
    }

    private Uni<Optional<Any>> fromChain(Question question, Moment moment) {
        return activePlans
                .any(question.module(), question.wallet(), question.plans(), moment.oldestKnowing())
                .map(Optional::of)
                .onFailure(ChainUnavailable.class)
                .recoverWithItem(Optional.empty());
    }

    private static AsOf asOf(Question question, Moment moment, WalletAtModule wallet) {
        return moment.asOf().markedIf(!wallet.doubtful(question.plans()).isEmpty());
    }
}
