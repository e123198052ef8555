package io.amser.keeper.assignment;

import io.amser.keeper.sql.Database;
import io.amser.keeper.sql.Session;
import io.amser.protocol.Address;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks up who takes turns at a processor. */
public final class Assignments {
    private final Database database;
    private final AssignmentConfig config;
    private final Address key;
    private final Optional<Set<Address>> chosen;

    public Assignments(Database database, AssignmentConfig config, Address key) {
        this.database = database;
        this.config = config;
        this.key = key;
        this.chosen = config.keepers().map(Assignments::parsed);
    }

    public Assignment at(Address processor) {
        return switch (config.mode()) {
            case OPEN -> new Assignment.Open();
            case DETERMINISTIC -> database.inTransaction(session -> deterministic(session, processor));
        };
    }

    private Assignment deterministic(Session session, Address processor) {
        var keepers = chosen.orElseGet(() -> RegisteredKeepers.of(session, processor));
        var ours = RegisteredKeepers.keysOfThisDatabase(session);
        ours.add(key);
        return new Assignment.Deterministic(keepers, ours, new Phases(config.priority(), config.fallback()));
    }

    private static Set<Address> parsed(Collection<String> addresses) {
        return addresses.stream().map(Address::parse).collect(Collectors.toUnmodifiableSet());
    }
}
