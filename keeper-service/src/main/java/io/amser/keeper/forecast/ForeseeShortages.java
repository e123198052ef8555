package io.amser.keeper.forecast;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import io.amser.eventlog.PaymentAtRisk;
import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.Head;
import io.amser.keeper.decision.Purse;
import io.amser.keeper.forecast.UpcomingCharges.FirstOfWallet;
import io.amser.keeper.outbox.Outbox;
import io.amser.keeper.sql.Database;
import io.amser.protocol.AllowanceKey;
import io.amser.protocol.ChainId;
import io.amser.protocol.ChainTime;
import io.amser.protocol.DeterministicIds;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Looks at one page of wallets after the other, and puts what will fail into the outbox. */
public final class ForeseeShortages {
    /** So long after it fell due a charge may be under way: balance and log do not tell of it at the same moment. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);

    private final Chain chain;
    private final Database database;
    private final ChainId chainId;
    private final ForecastConfig config;

    public ForeseeShortages(Chain chain, Database database, ChainId chainId, ForecastConfig config) {
        this.chain = chain;
        this.database = database;
        this.chainId = chainId;
        this.config = config;
    }

    /** Looks at the next page; false if there is none now. A page that is not finished is looked at again. */
    public boolean lookAtPage(Head head) {
        return database.inTransaction(session -> Sweeps.claim(session, head.time()))
                .map(sweep -> lookAtPage(sweep, head))
                .orElse(false);
    }

    private boolean lookAtPage(Sweep sweep, Head head) {
        var until = head.time().plus(config.ahead());
        var page = database.inTransaction(
                session -> UpcomingCharges.page(session, sweep.place(), head.time(), until, config.page()));
        var risks = page.isEmpty() ? List.<PaymentAtRisk>of() : risks(page, head, until);
        var full = page.size() == config.page();
        database.run(session -> {
            Outbox.add(session, risks);
            if (full) {
                Sweeps.goOn(session, sweep, sweep.at(page.getLast().place(), head.time()));
            } else {
                Sweeps.end(session, sweep, head.time(), config.every());
            }
        });
        return full;
    }

    private List<PaymentAtRisk> risks(List<FirstOfWallet> page, Head head, ChainTime until) {
        var wallets = database.inTransaction(session -> UpcomingCharges.of(session, page, until)).stream()
                .collect(groupingBy(charge ->
                        List.of(charge.wallet().owner(), charge.wallet().token())))
                .values()
                .stream()
                .filter(charges -> charges.stream().noneMatch(charge -> isUnderWay(charge, head.time())))
                .toList();
        var purses = purses(wallets, head);
        return wallets.stream()
                .flatMap(charges -> Outlook.of(charges, purses, head.time(), until).stream())
                .map(shortage -> risk(shortage, head))
                .toList();
    }

    private static boolean isUnderWay(UpcomingCharge charge, ChainTime now) {
        return !charge.dueAt().isAfter(now) && now.since(charge.dueAt()).compareTo(UNDER_WAY) < 0;
    }

    private Map<AllowanceKey, Purse> purses(List<List<UpcomingCharge>> wallets, Head head) {
        var keys = wallets.stream()
                .flatMap(List::stream)
                .map(UpcomingCharge::wallet)
                .collect(toSet());
        return keys.isEmpty() ? Map.of() : chain.purses(keys, head);
    }

    private PaymentAtRisk risk(Shortage shortage, Head head) {
        var charge = shortage.charge();
        return new PaymentAtRisk(
                DeterministicIds.paymentAtRisk(chainId, charge.subscription(), charge.window()),
                chainId,
                charge.merchant(),
                charge.subscription(),
                charge.window(),
                charge.wallet().owner(),
                charge.wallet().token(),
                charge.amount(),
                shortage.missing(),
                charge.dueAt(),
                shortage.reason(),
                head.number(),
                head.hash(),
                head.time());
    }
}
