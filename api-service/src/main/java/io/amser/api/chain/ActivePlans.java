package io.amser.api.chain;

import io.amser.protocol.Address;
import io.amser.protocol.BlockHash;
import io.amser.protocol.BlockNumber;
import io.amser.protocol.ChainTime;
import io.amser.protocol.PlanId;
import io.amser.protocol.PlanKey;
import io.amser.protocol.call.ModuleCalls;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Asks a module itself which plans of a wallet are active; fails with {@link ChainUnavailable}. */
@ApplicationScoped
public class ActivePlans {
    private final EthCalls calls;

    ActivePlans(EthCalls calls) {
        this.calls = calls;
    }

    /**
     * Those of {@code plans} that are active, in one request; no plans cost none.
     *
     * @param since how old the block may be that is asked
     */
    public Uni<Set<PlanId>> among(Address module, Address wallet, List<PlanId> plans, ChainTime since) {
        if (plans.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        var questions = plans.stream()
                .map(plan -> ModuleCalls.isActive(new PlanKey(module, plan), wallet))
                .toList();
        return calls.read(questions, since)
                .map(answers -> IntStream.range(0, plans.size())
                        .filter(at -> answers.to(questions.get(at)))
                        .mapToObj(plans::get)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether any of some plans is active, and in which block. */
    public record Any(boolean active, BlockNumber block, BlockHash hash, ChainTime time) {}

    /** Whether any of {@code plans} is active, by {@code isActive} for one and {@code isActiveAny} for several. */
    public Uni<Any> any(Address module, Address wallet, List<PlanId> plans, ChainTime since) {
        var question = plans.size() == 1
                ? ModuleCalls.isActive(new PlanKey(module, plans.getFirst()), wallet)
                : ModuleCalls.isActiveAny(module, wallet, plans);
        return calls.read(List.of(question), since)
                .map(answers -> new Any(answers.to(question), answers.block(), answers.hash(), answers.time()));
    }
}
