package io.amser.api.authorization;

import io.amser.protocol.Address;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Modules that the database has known, so that it and the chain can be asked at once; the database keeps the last word. */
@ApplicationScoped
class SeenModules {
    private final Set<Address> seen = ConcurrentHashMap.newKeySet();

    void saw(Address module) {
        seen.add(module);
    }

    void missed(Address module) {
        seen.remove(module);
    }

    boolean contains(Address module) {
        return seen.contains(module);
    }
}
