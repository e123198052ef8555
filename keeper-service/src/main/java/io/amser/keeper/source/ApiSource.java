package io.amser.keeper.source;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.Head;
import io.amser.keeper.concern.Concern;
import io.amser.keeper.concern.Concern.Kind;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.concern.Concerns.Teller;
import io.amser.keeper.schedule.DueCharges;
import io.amser.keeper.schedule.FoundDue;
import io.amser.keeper.sql.Database;
import io.amser.protocol.Address;
import io.amser.protocol.SubscriptionKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes up what another platform lists as due and the chain confirms, and drops what it lists no more. */
public final class ApiSource implements DueSource {

    /** The other platform may count requests. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** Each of them is a question to a node, in every look. */
    private static final int MOST_UNKNOWN = 50;

    private final ListedDue list;
    private final Chain chain;
    private final Database database;
    private final List<Address> processors;
    private final Concerns concerns;
    private final InstantSource time;
    private final Map<Address, Address> processorOf = new HashMap<>();
    private Instant notBefore = Instant.MIN;

    public ApiSource(
            URI platform,
            Chain chain,
            Database database,
            List<Address> processors,
            Concerns concerns,
            InstantSource time) {
        this(new DueList(platform), chain, database, processors, concerns, time);
    }

    ApiSource(
            ListedDue list,
            Chain chain,
            Database database,
            List<Address> processors,
            Concerns concerns,
            InstantSource time) {
        this.list = list;
        this.chain = chain;
        this.database = database;
        this.processors = processors;
        this.concerns = concerns;
        this.time = time;
    }

    /** While the platform is silent, what is known to be due is charged all the same. */
    @Override
    public void refresh(Head head) {
        var now = time.instant();
        if (now.isBefore(notBefore)) {
            return;
        }
        notBefore = now.plus(BETWEEN_LOOKS);
        try {
            take(list.next(), head);
            concerns.tell(Teller.SOURCE, List.of());
        } catch (SourceSilent e) {
            concerns.tell(
                    Teller.SOURCE,
                    List.of(Concern.of(
                            Kind.SOURCE_SILENT,
                            "nobody tells what else is due, and only what is known is charged, until the platform answers: "
                                    + e.getMessage())));
        }
    }

    private void take(ListedDue.Part part, Head head) {
        var found = confirmed(part.listed(), head);
        database.run(session -> {
            part.whole().ifPresent(whole -> DueCharges.dropAllBut(session, whole));
            DueCharges.adopt(session, found, head.time());
        });
    }

    private List<FoundDue> confirmed(List<SubscriptionKey> listed, Head head) {
        var byModule = listed.stream().collect(groupingBy(SubscriptionKey::module, LinkedHashMap::new, toList()));
        learn(byModule.keySet(), head);
        var found = new ArrayList<FoundDue>();
        byModule.forEach((module, subscriptions) -> Optional.ofNullable(processorOf.get(module))
                .filter(processors::contains)
                .ifPresent(processor -> found.addAll(confirmed(subscriptions, processor, head))));
        return found;
    }

    /** The processor of a module stays the same. Whoever lists modules that do not exist keeps nobody's charges waiting. */
    private void learn(Collection<Address> modules, Head head) {
        modules.stream()
                .filter(module -> !processorOf.containsKey(module))
                .limit(MOST_UNKNOWN)
                .toList()
                .forEach(module ->
                        chain.processorOf(module, head).ifPresent(processor -> processorOf.put(module, processor)));
    }

    private Collection<FoundDue> confirmed(List<SubscriptionKey> subscriptions, Address processor, Head head) {
        var quotes = chain.quotes(subscriptions, head);
        var found = new ArrayList<FoundDue>();
        for (var i = 0; i < subscriptions.size(); i++) {
            FoundDue.of(subscriptions.get(i), processor, quotes.get(i)).ifPresent(found::add);
        }
        return found;
    }
}
