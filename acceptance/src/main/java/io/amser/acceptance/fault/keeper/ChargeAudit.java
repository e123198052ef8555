package io.amser.acceptance.fault.keeper;

import static java.util.stream.Collectors.groupingBy;

import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.WindowId;
import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.event.ChainEvent.ExecutionExecuted;
import io.amser.protocol.event.ChainEvent.ExecutionFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether the chain holds exactly one charge for each funded window, and one failure where money has run out. */
final class ChargeAudit {

    private ChargeAudit() {}

    /**
     * What the audit finds.
     *
     * @param missing funded windows without a charge
     * @param doubled charges beyond the one of a window, and beyond what was funded
     */
    record Finding(long charges, long failures, long missing, long doubled, List<String> wrong) {}

    /**
     * What is to stand on the chain about one subscription.
     *
     * @param charges one for each funded window
     * @param runsDry whether a window follows for which there is no money
     */
    record Expected(int charges, boolean runsDry) {}

    static Finding of(Map<SubscriptionKey, Expected> expected, Duration interval, List<ChainEvent> events) {
        var charges = of(ExecutionExecuted.class, events).stream().collect(groupingBy(ExecutionExecuted::subscription));
        var failures = of(ExecutionFailed.class, events).stream().collect(groupingBy(ExecutionFailed::subscription));
        var wrong = new ArrayList<String>();
        long missing = 0;
        long doubled = 0;
        for (var one : expected.entrySet()) {
            var due = one.getValue();
            var charged = charges.getOrDefault(one.getKey(), List.of());
            long windows =
                    charged.stream().map(ExecutionExecuted::windowId).distinct().count();
            long lacking = Math.max(0, due.charges() - windows);
            long surplus = charged.size() - windows + Math.max(0, windows - due.charges());
            missing += lacking;
            doubled += surplus;
            if (lacking + surplus > 0) {
                wrong.add("%s was charged %d times in %d windows instead of once in each of %d"
                        .formatted(one.getKey(), charged.size(), windows, due.charges()));
            }
            wrong.addAll(uneven(one.getKey(), charged, interval));
            wrong.addAll(failures(one.getKey(), due, failures.getOrDefault(one.getKey(), List.of())));
        }
        return new Finding(size(charges), size(failures), missing, doubled, wrong);
    }

    private static <E extends ChainEvent> List<E> of(Class<E> kind, List<ChainEvent> events) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static long size(Map<?, ? extends List<?>> grouped) {
        return grouped.values().stream().mapToLong(List::size).sum();
    }

    /** A charge that comes late moves no later one, because access lasts through the grace period. */
    private static List<String> uneven(SubscriptionKey key, List<ExecutionExecuted> charged, Duration interval) {
        var wrong = new ArrayList<String>();
        for (int at = 1; at < charged.size(); at++) {
            var apart =
                    charged.get(at).executionTime().since(charged.get(at - 1).executionTime());
            if (!apart.equals(interval)) {
                wrong.add("Two charges of %s are %s apart".formatted(key, apart));
            }
        }
        return wrong;
    }

    private static List<String> failures(SubscriptionKey key, Expected due, List<ExecutionFailed> failed) {
        long windows = failed.stream().map(ExecutionFailed::windowId).distinct().count();
        var wrong = new ArrayList<String>();
        if (windows < failed.size()) {
            wrong.add("A failure of %s was reported more than once in a window".formatted(key));
        }
        var dry = new WindowId(due.charges() + 1L);
        if (due.runsDry()
                && failed.stream().noneMatch(failure -> failure.windowId().equals(dry))) {
            wrong.add("Nobody reported that %s has run dry".formatted(key));
        }
        return wrong;
    }
}
