package io.amser.webhook.timer;

import io.amser.eventlog.HeadRecord;
import io.amser.protocol.SubscriptionKey;
import io.amser.webhook.event.Lapse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What follows for one merchant from what has lapsed by now and what he was told before. */
sealed interface LapseDecision {

    /** It has lapsed, and he does not know. */
    record Tell(SubscriptionKey subscription, Lapse lapse) implements LapseDecision {}

    /** It still holds, by the word of this head. */
    record Keep(ToldLapse told) implements LapseDecision {}

    /** It never happened on the chain as it is now. */
    record TakeBack(ToldLapse told) implements LapseDecision {}

    /**
     * In the order in which it is to be told: first what is no more.
     *
     * @param doubtful those of {@code told} that a reorganisation may have undone
     * @param heldThen whether one that holds no more did so, on the chain as it is now, by the head that it was judged by
     */
    static List<LapseDecision> decide(
            SubscriptionKey subscription,
            Judgement now,
            List<ToldLapse> told,
            Set<ToldLapse> doubtful,
            Predicate<ToldLapse> heldThen,
            HeadRecord head) {
        var lapsed = keys(subscription, now);
        var decisions = new ArrayList<LapseDecision>();
        for (var one : told) {
            if (doubtful.contains(one) && lapsed.contains(one.key())) {
                decisions.add(new Keep(one.firedBy(head)));
            } else if (doubtful.contains(one)) {
                decisions.add(
                        isReached(one, head) && heldThen.test(one) ? new Keep(one.upTo(head)) : new TakeBack(one));
            }
        }
        var known = told.stream().map(ToldLapse::key).collect(Collectors.toUnmodifiableSet());
        now.lapsed().stream()
                .filter(lapse -> !known.contains(LapseKey.of(subscription, lapse)))
                .forEach(lapse -> decisions.add(new Tell(subscription, lapse)));
        return List.copyOf(decisions);
    }

    private static boolean isReached(ToldLapse told, HeadRecord head) {
        return !told.firedAt().isAfter(head.timestamp());
    }

    private static Set<LapseKey> keys(SubscriptionKey subscription, Judgement judgement) {
        return judgement.lapsed().stream()
                .map(lapse -> LapseKey.of(subscription, lapse))
                .collect(Collectors.toUnmodifiableSet());
    }
}
