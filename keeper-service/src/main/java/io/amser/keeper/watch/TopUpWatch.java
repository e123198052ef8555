package io.amser.keeper.watch;

import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.ChainUnreachable;
import io.amser.keeper.chain.Head;
import io.amser.keeper.chain.TopUp;
import io.amser.keeper.chain.TopUps;
import io.amser.keeper.concern.Concern;
import io.amser.keeper.concern.Concern.Kind;
import io.amser.keeper.concern.Concerns;
import io.amser.keeper.concern.Concerns.Teller;
import io.amser.keeper.schedule.WatchedCharges;
import io.amser.keeper.schedule.WatchedCharges.Wallet;
import io.amser.keeper.sql.Database;
import io.amser.protocol.Address;
import io.amser.protocol.BlockNumber;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads each new block for money or consent of the wallets that charges wait for, and wakes those charges. */
public final class TopUpWatch {
    /** What hosted nodes read at once. */
    private static final long LONGEST_RANGE = 500;

    /** A node that is a block behind is no news. */
    private static final int WORTH_TELLING = 5;

    /** After days away the blocks are caught up with beside the charging, not before it. */
    private static final int RANGES_PER_ROUND = 4;

    private final Chain chain;
    private final Database database;
    private final Collection<Address> processors;
    private final Concerns concerns;
    private final Set<TopUp> woken = new HashSet<>();
    private long range = LONGEST_RANGE;
    private int failures;

    public TopUpWatch(Chain chain, Database database, Collection<Address> processors, Concerns concerns) {
        this.chain = chain;
        this.database = database;
        this.processors = processors;
        this.concerns = concerns;
    }

    /** Looks at the blocks since the last call, of whichever replica. */
    public void wake(Head head) {
        var more = true;
        for (var ranges = 0; more && ranges < RANGES_PER_ROUND; ranges++) {
            var cursor = database.inTransaction(Cursors::read);
            more = cursor.isPresent() ? readOn(cursor.get(), head) : begin(head);
        }
    }

    /** Before there was a keeper nothing waited. */
    private boolean begin(Head head) {
        database.run(session -> Cursors.begin(session, new Cursor(head.number(), Optional.of(head.hash()))));
        return false;
    }

    private boolean readOn(Cursor cursor, Head head) {
        if (cursor.hash().equals(Optional.of(head.hash()))) {
            return false;
        }
        if (cursor.isFarAbove(head.number())) {
            return move(cursor, cursor.steppedBackTo(head.number()));
        }
        var ahead = head.number().value() - cursor.block().value();
        return ahead >= 0 && read(cursor, new BlockNumber(cursor.block().value() + Math.min(ahead, range)), head);
    }

    /** Whether there may be more to read; not if no node shows the logs, which must not stop the charges that need none. */
    private boolean read(Cursor cursor, BlockNumber to, Head head) {
        var watched = database.inTransaction(session -> WatchedCharges.watched(session, processors));
        try {
            var told = chain.topUps(watched, cursor.block(), cursor.from(), to);
            range = Math.min(LONGEST_RANGE, 2 * range);
            failures = 0;
            concerns.tell(Teller.WATCH, List.of());
            return cursor.contradicts(told.before())
                    ? move(cursor, cursor.steppedBack())
                    : wake(cursor, new Cursor(to, Optional.of(told.last())), told, head);
        } catch (ChainUnreachable e) {
            range = Math.max(1, range / 2);
            if (++failures > WORTH_TELLING) {
                concerns.tell(Teller.WATCH, List.of(unseen(e)));
            }
            return false;
        }
    }

    private static Concern unseen(ChainUnreachable cause) {
        return Concern.of(
                Kind.TOP_UPS_UNSEEN,
                "no node shows the logs of new blocks, so that charges which wait for money are tried by their schedule alone: "
                        + "add a node to amser.chain.rpc-urls that serves eth_getLogs: " + cause.getMessage());
    }

    private boolean wake(Cursor cursor, Cursor next, TopUps told, Head head) {
        var fresh =
                told.found().stream().filter(topUp -> !woken.contains(topUp)).toList();
        return database.inTransaction(session -> {
            var wallets = fresh.stream().map(TopUpWatch::wallet).distinct().toList();
            var awake = WatchedCharges.wake(session, wallets, head.time());
            fresh.stream().filter(topUp -> awake.contains(wallet(topUp))).forEach(woken::add);
            woken.removeIf(topUp -> !next.keeps(topUp.block()));
            return Cursors.move(session, cursor, next);
        });
    }

    private static Wallet wallet(TopUp topUp) {
        return new Wallet(topUp.payer(), topUp.token());
    }

    private boolean move(Cursor from, Cursor to) {
        return database.inTransaction(session -> Cursors.move(session, from, to));
    }
}
