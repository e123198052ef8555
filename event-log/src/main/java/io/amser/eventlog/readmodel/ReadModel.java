package io.amser.eventlog.readmodel;

import io.amser.eventlog.PublishedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps what the chain says in the tables of one service.
 *
 * <p>Statements that do not wait for each other are sent together. The connection runs them in the order of sending, and
 * that is relied on: histories are read before they change, and plans are stored before their subscriptions.
 */
public final class ReadModel {
    private final EventHistory history = new EventHistory();
    private final Modules modules = new Modules();
    private final Plans plans = new Plans();
    private final Subscriptions subscriptions = new Subscriptions();
    private final BlockedSubscribers blocked = new BlockedSubscribers();
    private final TokenPolicies tokens = new TokenPolicies();
    private final Processors processors = new Processors();
    private final Allowances allowances = new Allowances();

    /** Applies a batch of the log, of any partition, in the caller's transaction. */
    public Uni<Changes> apply(SqlConnection tx, List<PublishedEvent> batch) {
        var presence = Presence.of(batch);
        return record(tx, presence)
                .map(stored -> Outcome.of(presence, stored))
                .call(outcome -> save(tx, outcome))
                .map(Outcome::changes);
    }

    private Uni<Stored> record(SqlClient tx, Presence presence) {
        var batch = presence.batch();
        return Uni.combine()
                .all()
                .unis(
                        history.record(tx, presence),
                        load(tx, modules, Fold.MODULES, batch),
                        load(tx, plans, Fold.PLANS, batch),
                        load(tx, subscriptions, Fold.SUBSCRIPTIONS, batch),
                        load(tx, blocked, Fold.BLOCKED, batch),
                        load(tx, tokens, Fold.TOKENS, batch),
                        load(tx, processors, Fold.PROCESSORS, batch),
                        load(tx, allowances, Fold.ALLOWANCES, batch))
                .with((recorded, modules, plans, subscriptions, blocked, tokens, processors, allowances) -> new Stored(
                        recorded.turned(),
                        recorded.histories(),
                        modules,
                        plans,
                        subscriptions,
                        blocked,
                        tokens,
                        processors,
                        allowances));
    }

    private static <K, S> Uni<Map<K, S>> load(
            SqlClient tx, Table<K, S> table, Fold<?, K, S> fold, List<PublishedEvent> batch) {
        var keys = fold.keys(batch);
        return keys.isEmpty() ? Uni.createFrom().item(Map.of()) : table.load(tx, keys);
    }

    private Uni<Void> save(SqlClient tx, Outcome outcome) {
        var statements = Stream.of(
                        save(tx, modules, outcome.modules()),
                        save(tx, plans, outcome.changes().plans()),
                        save(tx, subscriptions, outcome.changes().subscriptions()),
                        save(tx, blocked, outcome.blocked()),
                        save(tx, tokens, outcome.tokens()),
                        save(tx, processors, outcome.processors()),
                        save(tx, allowances, outcome.allowances()))
                .flatMap(List::stream)
                .toList();
        return statements.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.combine().all().unis(statements).discardItems();
    }

    private static <K, S> List<Uni<Void>> save(SqlClient tx, Table<K, S> table, Map<K, Transition<S>> transitions) {
        var stored = new HashMap<K, S>();
        var deleted = new ArrayList<K>();
        transitions.forEach((key, transition) -> {
            if (transition.changed()) {
                transition.after().ifPresentOrElse(state -> stored.put(key, state), () -> deleted.add(key));
            }
        });
        var statements = new ArrayList<Uni<Void>>();
        if (!deleted.isEmpty()) {
            statements.add(table.delete(tx, deleted));
        }
        if (!stored.isEmpty()) {
            statements.add(table.store(tx, stored));
        }
        return statements;
    }
}
