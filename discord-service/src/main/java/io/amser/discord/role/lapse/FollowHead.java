package io.amser.discord.role.lapse;

import io.amser.discord.role.wish.Cause;
import io.amser.discord.role.wish.Wishes;
import io.amser.eventlog.clock.WrittenHead;
import io.amser.protocol.ChainTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Leaves wishes for the members whose time has come by a head. */
@ApplicationScoped
public class FollowHead {
    /** Written within milliseconds, so that nobody who syncs waits for it. */
    private static final int MOST_AT_ONCE = 1_000;

    private final Pool database;
    private final Wishes wishes;
    private final JudgedHead judged = new JudgedHead();
    private final DueMembers members = new DueMembers();

    public FollowHead(Pool database, Wishes wishes) {
        this.database = database;
        this.wishes = wishes;
    }

    /** How far it got. */
    public enum Progress {
        /** There may be more who are due. */
        MORE,
        /** Whoever is due is looked at. */
        DONE,
        /** Another replica judges right now, or by a newer head. */
        NOT_OURS
    }

    public Uni<Progress> follow(WrittenHead head) {
        var now = head.head().timestamp();
        return database.withTransaction(tx -> judged.hold(tx, head)
                .chain(former -> former.map(time -> goBack(tx, time, now).chain(() -> goOn(tx, now)))
                        .orElseGet(() -> Uni.createFrom().item(Progress.NOT_OURS))));
    }

    private Uni<Void> goBack(SqlConnection tx, ChainTime former, ChainTime now) {
        return now.isBefore(former)
                ? members.notYet(tx, now).chain(undone -> wishes.leaveForMembers(tx, undone, Cause.TAKEN_BACK))
                : Uni.createFrom().voidItem();
    }

    private Uni<Progress> goOn(SqlConnection tx, ChainTime now) {
        return members.take(tx, now, MOST_AT_ONCE)
                .call(due -> wishes.leaveForMembers(tx, due, Cause.LAPSED))
                .map(due -> due.size() == MOST_AT_ONCE ? Progress.MORE : Progress.DONE);
    }
}
