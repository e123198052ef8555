package io.amser.discord.role.reconciliation;

import io.amser.discord.role.standing.Claim;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.PlanId;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares our fold with the API, and notes the chain's own word where they disagree; plain code for virtual threads. */
public final class AskTheApi {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AuthCheck api;
    private final Pool database;
    private final InstantSource time;
    private final ChainWords words = new ChainWords();

    public AskTheApi(AuthCheck api, Pool database, InstantSource time) {
        this.api = api;
        this.database = database;
        this.time = time;
    }

    private record Asked(Address module, Address wallet) {}

    /**
     * Whether something is now known that these claims do not say. Once the API gives no answer it is not asked on.
     *
     * @param before runs before each request, which takes as long as the API is given
     */
    public boolean hasNews(Collection<Claim> claims, ChainTime now, Runnable before) {
        var byWallet = claims.stream()
                .collect(Collectors.groupingBy(claim -> new Asked(claim.plan().module(), claim.wallet())));
        var news = false;
        for (var entry : byWallet.entrySet()) {
            before.run();
            var active = indexed(entry.getKey(), entry.getValue());
            if (active.isEmpty()) {
                return news;
            }
            for (var claim : entry.getValue()) {
                news |= hasNews(claim, active.get(), now, before);
            }
        }
        return news;
    }

    private Optional<Set<PlanId>> indexed(Asked asked, Collection<Claim> claims) {
        var plans = claims.stream().map(claim -> claim.plan().id()).toList();
        return api.indexed(asked.module(), asked.wallet(), plans);
    }

    private boolean hasNews(Claim claim, Set<PlanId> active, ChainTime now, Runnable before) {
        var truth = truth(claim, active.contains(claim.plan().id()), now, before);
        if (truth == Truth.UNKNOWN || truth.word().equals(claim.word())) {
            return false;
        }
        truth.word()
                .map(said -> words.note(database, claim.plan(), claim.wallet(), said, time.instant()))
                .orElseGet(() -> words.forget(database, claim.plan(), claim.wallet()))
                .await()
                .atMost(PATIENCE);
        return true;
    }

    /** Whether a wallet is an active subscriber. */
    private enum Truth {
        AS_FOLDED(Optional.empty()),
        ACTIVE(Optional.of(true)),
        INACTIVE(Optional.of(false)),
        UNKNOWN(Optional.empty());

        private final Optional<Boolean> word;

        Truth(Optional<Boolean> word) {
            this.word = word;
        }

        /** What is to be noted. */
        Optional<Boolean> word() {
            return word;
        }
    }

    private Truth truth(Claim claim, boolean indexed, ChainTime now, Runnable before) {
        var fold = claim.activeByFold(now);
        if (!claim.unreliable() && fold == indexed) {
            return Truth.AS_FOLDED;
        }
        before.run();
        return api.onChain(claim.plan().module(), claim.wallet(), claim.plan().id())
                .map(said ->
                        !claim.unreliable() && said == fold ? Truth.AS_FOLDED : said ? Truth.ACTIVE : Truth.INACTIVE)
                .orElse(Truth.UNKNOWN);
    }
}
