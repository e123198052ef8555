package io.amser.bench.webhooks;

import io.amser.bench.made.MadeLog;
import io.amser.bench.made.MadeModule;
import io.amser.bench.made.MadeSubscription;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Groups of merchants in the log whose subscriptions are charged again and again, so that none lapses while others are. */
final class ChargedMerchants {

    /** Of each group of merchants. */
    static final int SUBSCRIPTIONS = 1_000;

    private final MadeLog log;
    private final Map<Merchants, Integer> windows = new HashMap<>();

    ChargedMerchants(MadeLog log) {
        this.log = log;
    }

    /** Modules, plans and subscriptions; answers of how many events merchants hear. */
    long begin(List<Merchants> groups) {
        for (var group : groups) {
            group.numbers().forEach(number -> log.open(new MadeModule(number)));
            subscriptions(group).forEach(log::subscribe);
        }
        log.publish();
        return groups.stream().mapToLong(group -> group.count() + SUBSCRIPTIONS).sum();
    }

    /** Charges every subscription of the group once, and answers how many these are. */
    int charge(Merchants group) {
        var window = windows.merge(group, 1, Integer::sum) - 1;
        log.pass(Duration.ofSeconds(1));
        subscriptions(group).forEach(subscription -> log.charge(subscription, window));
        log.publish();
        return SUBSCRIPTIONS;
    }

    /** Merchants take turns. */
    private static List<MadeSubscription> subscriptions(Merchants group) {
        return IntStream.range(0, SUBSCRIPTIONS)
                .mapToObj(n ->
                        new MadeSubscription(new MadeModule(group.first() + n % group.count()), n / group.count() + 1L))
                .toList();
    }
}
