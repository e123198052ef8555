package io.amser.keeper.assignment;

import io.amser.eventlog.readmodel.Processors;
import io.amser.eventlog.wire.EventText;
import io.amser.keeper.sql.Session;
import io.amser.protocol.Address;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.KeeperSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The SQL about who may charge: folded from what stands on the chain, so that a retraction needs no care of its own. */
final class RegisteredKeepers {
    private static final String HISTORY = """
            SELECT body::text AS body FROM history WHERE stream = ? ORDER BY block_number, log_index
            """;

    private static final String KEYS = "SELECT address FROM keeper_key";

    private RegisteredKeepers() {}

    /** Those whom the events of a processor have admitted and not dismissed since. */
    static Set<Address> of(Session session, Address processor) {
        return fold(session.query(HISTORY, row -> EventText.read(row.text("body")), Processors.stream(processor)));
    }

    static Set<Address> fold(List<ChainEvent> events) {
        var registered = new HashSet<Address>();
        for (var event : events) {
            if (event instanceof KeeperSet set && set.allowed()) {
                registered.add(set.keeper());
            } else if (event instanceof KeeperSet set) {
                registered.remove(set.keeper());
            }
        }
        return registered;
    }

    /** The keys that have signed for this database. */
    static Set<Address> keysOfThisDatabase(Session session) {
        return new HashSet<>(session.query(KEYS, row -> row.address("address")));
    }
}
