package io.amser.keeper.charging;

import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.Head;
import io.amser.keeper.key.WatchedSigner;
import io.amser.keeper.schedule.Backlog;
import io.amser.keeper.schedule.DueCharges;
import io.amser.keeper.schedule.Uncharged;
import io.amser.keeper.schedule.WatchedCharges;
import io.amser.keeper.source.DueSource;
import io.amser.keeper.sql.Database;
import io.amser.keeper.submission.FollowInclusions;
import io.amser.keeper.submission.NonceHealer;
import io.amser.keeper.submission.Settler;
import io.amser.keeper.submission.Submitter;
import io.amser.keeper.watch.TopUpWatch;
import io.amser.protocol.Address;
import java.util.List;

/** One turn of the keeper: settle what was sent, wake what was topped up, charge what is due. */
public final class Round {
    /** After so many the head is looked at again, and what was sent is settled. */
    private static final int LOTS_AT_A_TIME = 20;

    /** Rounds from one count of what could not be charged to the next: it reads as many rows as there are. */
    private static final int BETWEEN_COUNTS = 10;

    private final Chain chain;
    private final Database database;
    private final WatchedSigner signer;
    private final List<Address> processors;
    private final FollowInclusions inclusions;
    private final NonceHealer healer;
    private final Settler settler;
    private final TopUpWatch watch;
    private final DueSource source;
    private final Submitter submitter;
    private final ChargeDueSubscriptions charging;
    private final Condition condition;
    private Uncharged uncharged = Uncharged.NONE;
    private long rounds;

    public Round(
            Chain chain,
            Database database,
            WatchedSigner signer,
            List<Address> processors,
            FollowInclusions inclusions,
            NonceHealer healer,
            Settler settler,
            TopUpWatch watch,
            DueSource source,
            Submitter submitter,
            ChargeDueSubscriptions charging,
            Condition condition) {
        this.chain = chain;
        this.database = database;
        this.signer = signer;
        this.processors = processors;
        this.inclusions = inclusions;
        this.healer = healer;
        this.settler = settler;
        this.watch = watch;
        this.source = source;
        this.submitter = submitter;
        this.charging = charging;
        this.condition = condition;
    }

    public void run() {
        signer.begin();
        var head = chain.head();
        condition.sees(head, chain.balance(signer.address()));
        inclusions.follow(head);
        var drift = healer.heal(head);
        settler.settle(head);
        watch.wake(head);
        source.refresh(head);
        for (var processor : processors) {
            charge(processor, head, drift.isEmpty());
        }
        if (submitter.ranDry()) {
            condition.walletEmpty(true);
        }
        condition.sends(drift, submitter.budget(head));
        condition.wentThrough(backlog(head), database.inTransaction(WatchedCharges::delistedTokens));
    }

    private Backlog backlog(Head head) {
        if (rounds++ % BETWEEN_COUNTS == 0) {
            uncharged = database.inTransaction(DueCharges::uncharged);
        }
        return database.inTransaction(session -> DueCharges.backlog(session, processors, head.time(), uncharged));
    }

    private void charge(Address processor, Head head, boolean noncesAgree) {
        var state = chain.processor(processor, signer.address(), head);
        var fees = submitter.fees(head);
        condition.processor(processor, state);
        condition.gasTooDear(fees.isEmpty());
        fees.ifPresent(offered -> condition.walletEmpty(!charging.canPay(condition.balance(), state, offered)));
        if (!state.charges() || fees.isEmpty() || condition.walletEmpty() || !noncesAgree) {
            return;
        }
        var more = true;
        for (var lot = 0; more && lot < LOTS_AT_A_TIME; lot++) {
            more = charging.chargeLot(processor, state, fees.get(), head);
        }
    }
}
