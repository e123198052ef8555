package io.amser.api.chain;

import io.amser.protocol.Address;
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

    /** Those of {@code plans} that are active, in one request; no plans cost none. */
    public Uni<Set<PlanId>> among(Address module, Address wallet, List<PlanId> plans) {
        if (plans.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        var questions = plans.stream()
                .map(plan -> ModuleCalls.isActive(new PlanKey(module, plan), wallet))
                .toList();
        return calls.read(questions)
                .map(answers -> IntStream.range(0, plans.size())
                        .filter(answers::get)
                        .mapToObj(plans::get)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether any of {@code plans} is active, by {@code isActive} for one and {@code isActiveAny} for several. */
    public Uni<Boolean> any(Address module, Address wallet, List<PlanId> plans) {
        var question = plans.size() == 1
                ? ModuleCalls.isActive(new PlanKey(module, plans.getFirst()), wallet)
                : ModuleCalls.isActiveAny(module, wallet, plans);
        return calls.read(List.of(question)).map(List::getFirst);
    }
}
