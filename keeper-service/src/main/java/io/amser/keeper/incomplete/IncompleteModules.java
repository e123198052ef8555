package io.amser.keeper.incomplete;

import io.amser.eventlog.readmodel.IncompleteMarks;
import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.Head;
import io.amser.keeper.schedule.DueCharges;
import io.amser.keeper.schedule.FoundDue;
import io.amser.keeper.sql.Database;
import io.amser.keeper.sql.Session;
import io.amser.protocol.Address;
import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionId;
import io.amser.protocol.SubscriptionKey;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes through the subscriptions of modules that lack a record of the log, a page in each round, and finds what is due. */
public final class IncompleteModules {
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(30);
    private static final int PAGE = 200;

    /** Where the mark stands on everything, that is every module that any record has named. */
    private static final String MARKED = """
            WITH known AS (SELECT address FROM module UNION SELECT module FROM plan)
            SELECT module FROM incomplete WHERE module <> ?
             UNION
            SELECT address FROM known WHERE EXISTS (SELECT FROM incomplete WHERE module = ?)
             ORDER BY module
            """;

    private final Chain chain;
    private final Database database;
    private final List<Address> processors;
    private final Map<Address, Sweep> sweeps = new HashMap<>();

    public IncompleteModules(Chain chain, Database database, List<Address> processors) {
        this.chain = chain;
        this.database = database;
        this.processors = processors;
    }

    public void search(Head head) {
        for (var module : database.inTransaction(IncompleteModules::marked)) {
            var sweep = sweeps.getOrDefault(module, Sweep.FIRST);
            if (!head.time().isBefore(sweep.notBefore())) {
                sweeps.put(module, search(module, sweep, head));
            }
        }
    }

    private static List<Address> marked(Session session) {
        var everything = IncompleteMarks.EVERYTHING.value();
        return session.query(MARKED, row -> row.address("module"), everything, everything);
    }

    private Sweep search(Address module, Sweep sweep, Head head) {
        return chain.processorOf(module, head)
                .filter(processors::contains)
                .flatMap(processor -> search(module, processor, sweep, head))
                .orElseGet(() -> sweep.restingFrom(head.time()));
    }

    private Optional<Sweep> search(Address module, Address processor, Sweep sweep, Head head) {
        return chain.subscriptionCount(module, head).map(last -> search(module, processor, last.value(), sweep, head));
    }

    private Sweep search(Address module, Address processor, BigInteger last, Sweep sweep, Head head) {
        var page = sweep.page(module, last);
        var found = dueAmong(page, processor, head);
        database.run(session -> DueCharges.adopt(session, found, head.time()));
        return sweep.after(page.size(), last, head.time());
    }

    private List<FoundDue> dueAmong(List<SubscriptionKey> page, Address processor, Head head) {
        var quotes = chain.quotes(page, head);
        var found = new ArrayList<FoundDue>();
        for (var i = 0; i < page.size(); i++) {
            FoundDue.of(page.get(i), processor, quotes.get(i)).ifPresent(found::add);
        }
        return found;
    }

    /** How far through the ids of a module, which begin at 1. */
    private record Sweep(BigInteger next, ChainTime notBefore) {
        static final Sweep FIRST = new Sweep(BigInteger.ONE, new ChainTime(0));

        List<SubscriptionKey> page(Address module, BigInteger last) {
            var page = new ArrayList<SubscriptionKey>();
            for (var id = next; page.size() < PAGE && id.compareTo(last) <= 0; id = id.add(BigInteger.ONE)) {
                page.add(new SubscriptionKey(module, new SubscriptionId(id)));
            }
            return page;
        }

        Sweep after(int size, BigInteger last, ChainTime now) {
            var reached = next.add(BigInteger.valueOf(size));
            return reached.compareTo(last) > 0 ? restingFrom(now) : new Sweep(reached, new ChainTime(0));
        }

        Sweep restingFrom(ChainTime now) {
            return new Sweep(BigInteger.ONE, now.plus(BETWEEN_SWEEPS));
        }
    }
}
