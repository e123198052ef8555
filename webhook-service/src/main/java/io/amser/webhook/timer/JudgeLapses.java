package io.amser.webhook.timer;

import io.amser.eventlog.HeadRecord;
import io.amser.eventlog.clock.WrittenHead;
import io.amser.eventlog.projection.Blame;
import io.amser.eventlog.projection.Transaction;
import io.amser.protocol.ChainId;
import io.amser.protocol.SubscriptionKey;
import io.amser.webhook.announcement.Confirmations;
import io.amser.webhook.timer.Timers.Due;
import io.amser.webhook.timer.Timers.Next;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Looks at those whose time has come by a head, tells their merchants, and notes when to look again: all or nothing, unless one spoils it. */
final class JudgeLapses {
    /** Of so many a transaction is over before anybody who applies the log has to wait for it. */
    private static final int MOST_AT_ONCE = 500;

    private static final Duration SET_ASIDE = Duration.ofHours(1);

    private final Pool database;
    private final Duration notice;
    private final Mishaps mishaps;
    private final JudgedHead judged = new JudgedHead();
    private final Timers timers = new Timers();
    private final Lapses lapses = new Lapses();
    private final TellLapses merchants;

    JudgeLapses(
            Pool database,
            Confirmations confirmations,
            InstantSource time,
            ChainId chain,
            Duration notice,
            Mishaps mishaps) {
        this.mishaps = mishaps;
        this.database = database;
        this.notice = notice;
        this.merchants = new TellLapses(confirmations, time, chain);
    }

    /** Answers how many were looked at: 0 if nobody is due, or somebody else judges. */
    Uni<Integer> judge(WrittenHead head) {
        return judge(head, (tx, due) -> look(tx, head.head(), due))
                .onFailure(Blame::isTheRecords)
                .recoverWithUni(() -> judge(head, (tx, due) -> lookOneByOne(tx, head.head(), due)));
    }

    private Uni<Integer> judge(WrittenHead head, BiFunction<SqlConnection, List<Due>, Uni<Void>> look) {
        return Transaction.on(
                database,
                tx -> judged.hold(tx, head)
                        .chain(held -> held
                                ? claim(tx, head.head())
                                        .call(due ->
                                                due.isEmpty() ? Uni.createFrom().voidItem() : look.apply(tx, due))
                                        .map(List::size)
                                : Uni.createFrom().item(0)));
    }

    private Uni<List<Due>> claim(SqlConnection tx, HeadRecord head) {
        return timers.wake(tx, head).chain(() -> timers.claim(tx, head, MOST_AT_ONCE));
    }

    /** Whoever cannot be judged waits alone: an hour, or until the log touches him. */
    private Uni<Void> lookOneByOne(SqlConnection tx, HeadRecord head, List<Due> due) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUniAndConcatenate(one -> Transaction.execute(tx, "SAVEPOINT one")
                        .chain(() -> look(tx, head, List.of(one)))
                        .chain(() -> Transaction.execute(tx, "RELEASE SAVEPOINT one"))
                        .onFailure(Blame::isTheRecords)
                        .recoverWithUni(failure -> Transaction.execute(tx, "ROLLBACK TO SAVEPOINT one")
                                .chain(() -> setAside(tx, head, one, failure))))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> setAside(SqlConnection tx, HeadRecord head, Due one, Throwable failure) {
        var until = head.timestamp().plus(SET_ASIDE);
        mishaps.setAside(one.subscription(), until, failure);
        return timers.putOff(tx, one.subscription(), until);
    }

    private Uni<Void> look(SqlConnection tx, HeadRecord head, List<Due> due) {
        var keys = due.stream().map(Due::subscription).toList();
        return Situations.of(tx, keys)
                .chain(now -> lapses.of(tx, keys)
                        .chain(told -> decisions(tx, head, due, now, told))
                        .chain(decisions -> merchants.tell(tx, decisions, now, head))
                        .chain(() -> timers.settle(
                                tx,
                                due.stream().map(one -> next(one, now, head)).toList())));
    }

    private Uni<List<LapseDecision>> decisions(
            SqlConnection tx,
            HeadRecord head,
            List<Due> due,
            Situations now,
            Map<SubscriptionKey, List<ToldLapse>> told) {
        var doubts = new HashMap<SubscriptionKey, Set<ToldLapse>>();
        due.forEach(one -> doubts.put(
                one.subscription(),
                told.getOrDefault(one.subscription(), List.of()).stream()
                        .filter(lapse -> lapse.isInDoubt(head, one.touched()))
                        .collect(Collectors.toUnmodifiableSet())));
        return pasts(tx, head, now, doubts)
                .map(pasts -> due.stream()
                        .map(Due::subscription)
                        .flatMap(key -> LapseDecision.decide(
                                key,
                                judgement(now, key, head),
                                told.getOrDefault(key, List.of()),
                                doubts.getOrDefault(key, Set.of()),
                                lapse -> held(Optional.ofNullable(pasts.get(key)), lapse),
                                head)
                                .stream())
                        .toList());
    }

    /** Of those alone about whom something is in doubt: a reorganisation is rare. */
    private static Uni<Map<SubscriptionKey, PastSituations>> pasts(
            SqlConnection tx, HeadRecord head, Situations now, Map<SubscriptionKey, Set<ToldLapse>> doubts) {
        var doubtful = doubts.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .flatMap(entry -> now.at(entry.getKey(), head.timestamp()).stream())
                .toList();
        return Multi.createFrom()
                .iterable(doubtful)
                .onItem()
                .transformToUniAndConcatenate(situation -> PastSituations.of(tx, situation))
                .collect()
                .asMap(past -> past.now().state().subscription().key());
    }

    private boolean held(Optional<PastSituations> past, ToldLapse told) {
        return past.flatMap(events -> events.at(told.block(), told.firedAt()))
                .map(then -> then.judged(notice).lapsed().stream()
                        .anyMatch(lapse ->
                                LapseKey.of(told.key().subscription(), lapse).equals(told.key())))
                .orElse(false);
    }

    private Judgement judgement(Situations now, SubscriptionKey key, HeadRecord head) {
        return now.at(key, head.timestamp())
                .map(situation -> situation.judged(notice))
                .orElse(Judgement.NOTHING);
    }

    private Next next(Due due, Situations now, HeadRecord head) {
        var judgement = judgement(now, due.subscription(), head);
        var keptOpenBy = now.at(due.subscription(), head.timestamp())
                .filter(_ -> judgement.keptOpen())
                .map(situation -> situation.processor().value());
        return new Next(due.subscription(), judgement.next().orElse(null), keptOpenBy.orElse(null));
    }
}
