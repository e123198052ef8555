package io.amser.protocol.decoding;

import io.amser.protocol.Address;
import io.amser.protocol.ModuleKind;
import io.amser.protocol.event.ChainEvent.ModuleDeployed;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The contracts whose logs count: the configured ones, and the modules that their factories deployed. Immutable. */
public final class KnownContracts {
    private final Map<Address, ContractRole> roles;
    private final Map<Address, Address> processorOfFactory;
    private final Map<Address, ModuleDeployed> modules;

    private KnownContracts(
            Map<Address, ContractRole> roles,
            Map<Address, Address> processorOfFactory,
            Map<Address, ModuleDeployed> modules) {
        this.roles = roles;
        this.processorOfFactory = processorOfFactory;
        this.modules = modules;
    }

    public static KnownContracts of(
            List<Deployment> deployments, Address tokenRegistry, Address feeSchedule, Address permit2) {
        var roles = new HashMap<Address, ContractRole>();
        var processorOfFactory = new HashMap<Address, Address>();
        for (var deployment : deployments) {
            roles.put(deployment.processor(), ContractRole.PROCESSOR);
            roles.put(deployment.factory(), ContractRole.FACTORY);
            processorOfFactory.put(deployment.factory(), deployment.processor());
        }
        roles.put(tokenRegistry, ContractRole.TOKEN_REGISTRY);
        roles.put(feeSchedule, ContractRole.FEE_SCHEDULE);
        roles.put(permit2, ContractRole.PERMIT2);
        return new KnownContracts(roles, processorOfFactory, Map.of());
    }

    public KnownContracts with(ModuleDeployed module) {
        return with(List.of(module));
    }

    /** These and the given modules; copies once, so that many are best given together. */
    public KnownContracts with(Collection<ModuleDeployed> deployed) {
        if (deployed.isEmpty()) {
            return this;
        }
        var grown = new HashMap<>(modules);
        deployed.forEach(module -> grown.put(module.module(), module));
        return new KnownContracts(roles, processorOfFactory, grown);
    }

    /** These without a module whose deployment a reorganisation took back. */
    public KnownContracts without(ModuleDeployed module) {
        var shrunk = new HashMap<>(modules);
        shrunk.remove(module.module(), module);
        return new KnownContracts(roles, processorOfFactory, shrunk);
    }

    public Optional<ModuleDeployed> module(Address address) {
        return Optional.ofNullable(modules.get(address));
    }

    public Collection<ModuleDeployed> modules() {
        return List.copyOf(modules.values());
    }

    /** The configured contracts, which are known before any module is. */
    public Set<Address> configured() {
        return Set.copyOf(roles.keySet());
    }

    public boolean contains(Address contract) {
        return roles.containsKey(contract) || modules.containsKey(contract);
    }

    Optional<ContractRole> role(Address contract) {
        var configured = roles.get(contract);
        return configured != null ? Optional.of(configured) : module(contract).map(module -> roleOf(module.kind()));
    }

    boolean isProcessor(Address contract) {
        return roles.get(contract) == ContractRole.PROCESSOR;
    }

    Address processorOf(Address factory) {
        return Optional.ofNullable(processorOfFactory.get(factory)).orElseThrow();
    }

    private static ContractRole roleOf(ModuleKind kind) {
        return switch (kind) {
            case SUBSCRIPTIONS -> ContractRole.SUBSCRIPTION_MODULE;
            case CREDITS -> ContractRole.CREDIT_MODULE;
        };
    }
}
