package io.amser.api.authorization;

import static io.amser.api.problem.ProblemCode.CHAIN_UNAVAILABLE;
import static io.amser.api.problem.ProblemCode.UNKNOWN_MODULE;

import io.amser.api.chain.ActivePlans;
import io.amser.api.chain.ChainUnavailable;
import io.amser.api.chain.ServedChain;
import io.amser.api.freshness.Freshness;
import io.amser.api.freshness.Moment;
import io.amser.api.problem.Problem;
import io.amser.api.problem.ProblemException;
import io.amser.api.subscription.MerchantSubscriptions;
import io.amser.api.subscription.WalletAtModule;
import io.amser.protocol.ChainId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers whether a wallet is authorized: one prepared query, and the chain where it is asked for or needed. */
@ApplicationScoped
class CheckAuthorization {
    private static final Problem NO_ANSWER =
            Problem.of(CHAIN_UNAVAILABLE, "No RPC endpoint of the chain answers; nothing is guessed instead.");

    private final ChainId chain;
    private final Freshness freshness;
    private final MerchantSubscriptions subscriptions;
    private final ActivePlans activePlans;

    CheckAuthorization(
            ServedChain chain, Freshness freshness, MerchantSubscriptions subscriptions, ActivePlans activePlans) {
        this.chain = chain.id();
        this.freshness = freshness;
        this.subscriptions = subscriptions;
        this.activePlans = activePlans;
    }

    Uni<AuthorizationView> answer(Question question, Mode mode) {
        var moment = freshness.now();
        return subscriptions
                .ofWallet(question.module(), question.wallet(), question.plans(), moment)
                .invoke(CheckAuthorization::refuseUnknownModule)
                .chain(wallet -> answer(question, mode, moment, wallet));
    }

    /** Before the chain is asked: nobody uses us as a free RPC proxy. */
    private static void refuseUnknownModule(WalletAtModule wallet) {
        if (!wallet.moduleKnown()) {
            throw new ProblemException(UNKNOWN_MODULE, "No module of the protocol has this address.", "module_address");
        }
    }

    private Uni<AuthorizationView> answer(Question question, Mode mode, Moment moment, WalletAtModule wallet) {
        var asOf = moment.asOf().markedIf(!wallet.doubtful(question.plans()).isEmpty());
        return switch (mode) {
            case INDEXED ->
                indexed(question, wallet).map(indexed -> AuthorizationView.indexed(chain, question, indexed, asOf));
            case ONCHAIN ->
                onchain(question)
                        .map(onchain -> AuthorizationView.onchain(chain, question, onchain, asOf))
                        .onFailure(ChainUnavailable.class)
                        .transform(_ -> new ProblemException(NO_ANSWER));
            case BOTH ->
                indexed(question, wallet)
                        .chain(indexed -> onchain(question)
                                .map(onchain -> AuthorizationView.both(chain, question, indexed, onchain, asOf))
                                .onFailure(ChainUnavailable.class)
                                .transform(_ -> new ProblemException(NO_ANSWER.with("indexed", indexed))));
        };
    }

    private Uni<IndexedAnswer> indexed(Question question, WalletAtModule wallet) {
        return activePlans
                .among(question.module(), question.wallet(), wallet.doubtful(question.plans()))
                .map(active -> IndexedAnswer.of(chain, question.plans(), wallet, active))
                .onFailure(ChainUnavailable.class)
                .transform(_ -> new ProblemException(NO_ANSWER));
    }

    private Uni<OnchainAnswer> onchain(Question question) {
        return activePlans
                .any(question.module(), question.wallet(), question.plans())
                .map(authorized -> OnchainAnswer.of(authorized, question.plans()));
    }
}
