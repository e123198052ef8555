package io.amser.protocol;

/** Which plan, on one chain. */
public record PlanKey(Address module, PlanId id) {
    @Override
    public String toString() {
        return module + "/" + id;
    }
}
