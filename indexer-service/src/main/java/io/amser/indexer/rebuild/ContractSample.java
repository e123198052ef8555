package io.amser.indexer.rebuild;

import io.amser.eventlog.readmodel.BlockedSubscribers;
import io.amser.eventlog.readmodel.Plans;
import io.amser.eventlog.readmodel.Processors;
import io.amser.eventlog.readmodel.Subscriptions;
import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.Contracts;
import io.amser.indexer.chain.Endurance;
import io.amser.indexer.chain.Patience;
import io.amser.protocol.Address;
import io.amser.protocol.PlanKey;
import io.amser.protocol.SubscriberKey;
import io.amser.protocol.call.Call;
import io.amser.protocol.call.ModuleCalls;
import io.amser.protocol.call.Quote;
import io.amser.protocol.call.SubscriptionOnChain;
import io.amser.protocol.subscription.ProcessorPauses;
import io.amser.protocol.subscription.Subscription;
import io.amser.protocol.subscription.SubscriptionAt;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Some subscriptions, drawn by a seed, of which the contracts themselves are asked. */
final class ContractSample {
    /** With every other subscription of the same wallet to the same plan, since they answer for each other. */
    private static final String DRAWN = """
            WITH chosen AS (
                SELECT DISTINCT module, plan_id, subscriber
                  FROM (SELECT * FROM subscription ORDER BY md5(module || id || $1) COLLATE "C" LIMIT $2) AS drawn)
            SELECT s.*, m.processor
              FROM subscription s
              JOIN chosen c ON (c.module, c.plan_id, c.subscriber) = (s.module, s.plan_id, s.subscriber)
              LEFT JOIN module m ON m.address = s.module
             ORDER BY s.module, s.id
            """;

    private final SqlConnection live;
    private final Contracts contracts;
    private final BlockHeader block;

    ContractSample(SqlConnection live, Contracts contracts, BlockHeader block) {
        this.live = live;
        this.contracts = contracts;
        this.block = block;
    }

    /** What was asked, and what differs. */
    record Answers(int asked, List<Difference> differences) {}

    /** A subscription, and the processor of its module. */
    private record Drawn(Subscription subscription, Optional<Address> processor) {
        static Drawn from(Row row) {
            return new Drawn(
                    Subscriptions.from(row),
                    Optional.ofNullable(row.getString("processor")).map(Address::new));
        }
    }

    /** The access of a wallet to a plan. */
    private record Access(PlanKey plan, Address wallet) {
        static Access of(Subscription subscription) {
            return new Access(subscription.plan(), subscription.subscriber());
        }

        String name() {
            return "contracts, " + wallet + " and plan " + plan;
        }
    }

    Answers of(int size, long seed) {
        var drawn = draw(size, seed);
        var differences = new ArrayList<Difference>();
        var states = states(drawn, differences);
        compareStored(states, differences);
        compareAccess(states, differences);
        return new Answers(drawn.size(), differences);
    }

    private List<Drawn> draw(int size, long seed) {
        var drawn = new ArrayList<Drawn>();
        var rows = Postgres.await(live.preparedQuery(DRAWN).execute(Tuple.of(Long.toString(seed), (long) size)));
        rows.forEach(row -> drawn.add(Drawn.from(row)));
        return drawn;
    }

    /** Each in the light of everything that its meaning depends on. */
    private List<SubscriptionAt> states(List<Drawn> drawn, List<Difference> differences) {
        var subscriptions = drawn.stream().map(Drawn::subscription).toList();
        var plans = Postgres.await(new Plans()
                .load(
                        live,
                        subscriptions.stream()
                                .map(Subscription::plan)
                                .distinct()
                                .toList()));
        var blocked = Postgres.await(new BlockedSubscribers()
                .load(
                        live,
                        subscriptions.stream()
                                .map(ContractSample::subscriber)
                                .distinct()
                                .toList()));
        var pauses = Postgres.await(new Processors()
                .load(
                        live,
                        drawn.stream()
                                .flatMap(it -> it.processor().stream())
                                .distinct()
                                .toList()));
        var states = new ArrayList<SubscriptionAt>();
        for (var one : drawn) {
            var subscription = one.subscription();
            Optional.ofNullable(plans.get(subscription.plan()))
                    .ifPresentOrElse(
                            plan -> states.add(subscription.at(
                                    block.timestamp(),
                                    plan,
                                    blocked.containsKey(subscriber(subscription)),
                                    one.processor()
                                            .flatMap(it -> Optional.ofNullable(pauses.get(it)))
                                            .orElse(ProcessorPauses.NEVER))),
                            () -> differences.add(difference(subscription, List.of("its plan is missing"))));
        }
        return states;
    }

    private static SubscriberKey subscriber(Subscription subscription) {
        return new SubscriberKey(subscription.key().module(), subscription.subscriber());
    }

    private void compareStored(List<SubscriptionAt> states, List<Difference> differences) {
        var keys = states.stream().map(at -> at.subscription().key()).toList();
        var stored = ask(keys.stream().map(ModuleCalls::subscription).toList());
        var quotes = ask(keys.stream().map(ModuleCalls::quoteExecution).toList());
        for (var i = 0; i < states.size(); i++) {
            var details = new ArrayList<>(stored(states.get(i).subscription(), stored.get(i)));
            compare("quote", states.get(i).quote(), quotes.get(i).map(Quote::reason), details);
            if (!details.isEmpty()) {
                differences.add(difference(states.get(i).subscription(), details));
            }
        }
    }

    private static List<String> stored(Subscription ours, Optional<SubscriptionOnChain> theirs) {
        if (theirs.isEmpty()) {
            return List.of("the module does not know it");
        }
        var details = new ArrayList<String>();
        var on = theirs.get();
        compare("subscriber", ours.subscriber(), on.subscriber(), details);
        compare("plan", ours.planId(), on.planId(), details);
        compare("paused by subscriber", ours.pausedBySubscriber(), on.pausedBySubscriber(), details);
        compare("paused by merchant", ours.pausedByMerchant(), on.pausedByMerchant(), details);
        compare("cancelled", ours.cancelled(), on.cancelled(), details);
        compare("remaining executions", ours.remainingExecutions(), on.remainingExecutions(), details);
        var paidAt = ours.charges().lastPaidAt();
        compare(
                "last paid at",
                paidAt == null ? 0 : paidAt.seconds(),
                on.lastPaidAt().seconds(),
                details);
        compare("next charge at", ours.nextChargeAt(), on.nextChargeAt(), details);
        compare("window", ours.windowId(), on.windowId(), details);
        compare("allowance expiry", ours.allowanceExpiry(), on.allowanceExpiry(), details);
        return details;
    }

    private void compareAccess(List<SubscriptionAt> states, List<Difference> differences) {
        var active = new HashMap<Access, Boolean>();
        states.forEach(at -> active.merge(Access.of(at.subscription()), at.active(), Boolean::logicalOr));
        var accesses = List.copyOf(active.entrySet());
        var answers = ask(accesses.stream()
                .map(access -> ModuleCalls.isActive(
                        access.getKey().plan(), access.getKey().wallet()))
                .toList());
        for (var i = 0; i < accesses.size(); i++) {
            var details = new ArrayList<String>();
            compare("isActive", accesses.get(i).getValue(), answers.get(i), details);
            if (!details.isEmpty()) {
                differences.add(new Difference(accesses.get(i).getKey().name(), details));
            }
        }
    }

    private <T> List<Optional<T>> ask(List<Call<T>> calls) {
        return new Patience(new Endurance()).outlast(() -> contracts.ask(calls, block));
    }

    private static <T> void compare(String what, T ours, Optional<T> theirs, List<String> details) {
        if (!theirs.equals(Optional.of(ours))) {
            details.add(what + " is " + ours + " by the tables, "
                    + theirs.map(Object::toString).orElse("refused") + " by the contract");
        }
    }

    private static <T> void compare(String what, T ours, T theirs, List<String> details) {
        compare(what, ours, Optional.of(theirs), details);
    }

    private static Difference difference(Subscription subscription, List<String> details) {
        return new Difference("contracts, subscription " + subscription.key(), details);
    }
}
