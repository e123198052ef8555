package io.amser.keeper.submission;

import static java.util.stream.Collectors.toSet;

import io.amser.keeper.chain.Block;
import io.amser.keeper.chain.Chain;
import io.amser.keeper.chain.Head;
import io.amser.keeper.journal.Charges;
import io.amser.keeper.journal.Displaced;
import io.amser.keeper.journal.IncludedBlock;
import io.amser.keeper.journal.Settlements;
import io.amser.keeper.journal.Slot;
import io.amser.keeper.sql.Database;
import io.amser.keeper.sql.Session;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Follows what stands in blocks until the chain calls them final, and takes back what a reorganisation has removed. */
public final class FollowInclusions {
    private static final Logger LOG = Logger.getLogger(FollowInclusions.class);

    /** Looked at anew in one round, before they are believed to be final; the rest has its turn in the next one. */
    private static final int FINAL_AT_ONCE = 50;

    private final Chain chain;
    private final Database database;
    private final Consumer<News> news;
    private final CheckedBlocks checked = new CheckedBlocks();

    public FollowInclusions(Chain chain, Database database, Consumer<News> news) {
        this.chain = chain;
        this.database = database;
        this.news = news;
    }

    public void follow(Head head) {
        var included = database.inTransaction(Settlements::notFinal);
        if (!included.isEmpty()) {
            check(included, head);
        }
        database.inTransaction(Settlements::displaced).forEach(displaced -> check(displaced, head));
    }

    private void check(List<IncludedBlock> included, Head head) {
        if (!highestStillStands()) {
            checked.forget();
        }
        var ending = included.stream()
                .filter(block -> block.number().compareTo(head.finalized()) <= 0)
                .limit(FINAL_AT_ONCE)
                .collect(toSet());
        var asked = new LinkedHashSet<>(checked.unknown(included));
        asked.addAll(ending);
        var blocks = chain.blocks(asked.stream().map(IncludedBlock::number).collect(toSet()));
        for (var block : asked) {
            judge(block, Optional.ofNullable(blocks.get(block.number())), ending.contains(block), head);
        }
        checked.keepOnly(included.stream().map(IncludedBlock::number).collect(toSet()));
    }

    private boolean highestStillStands() {
        var highest = checked.highest();
        return highest.isEmpty()
                || Optional.ofNullable(chain.blocks(List.of(highest.get())).get(highest.get()))
                        .filter(checked::isHighest)
                        .isPresent();
    }

    /** Another block at the same height is a reorganisation; none at all is, for a while, a node that is behind. */
    private void judge(IncludedBlock block, Optional<Block> standing, boolean ending, Head head) {
        var stands = standing.filter(now -> now.hash().equals(block.hash())).isPresent();
        if (stands) {
            checked.add(block);
            if (ending) {
                settleForGood(block, head);
            }
        } else if (standing.isPresent() || block.longAgo()) {
            takeBack(block);
        }
    }

    private void settleForGood(IncludedBlock block, Head head) {
        database.inTransaction(session -> {
                    var times = Charges.setFinal(session, block, head.time());
                    Settlements.setFinal(session, block, head.time());
                    return times;
                })
                .forEach(time -> news.accept(new News.Took(time)));
    }

    private void takeBack(IncludedBlock block) {
        reopen(database.inTransaction(session -> reopened(session, Settlements.takeBack(session, block))));
    }

    /** A node may have known the nonce before it knew our receipt: that is believed until the chain cannot change any more. */
    private void check(Displaced displaced, Head head) {
        var slot = displaced.slot();
        if (chain.nonce(slot.key()) <= slot.nonce()
                || !chain.receipts(displaced.hashes()).isEmpty()) {
            reopen(database.inTransaction(session -> reopened(session, Settlements.takeBack(session, slot))));
        } else if (displaced.newest().compareTo(head.finalized()) <= 0) {
            database.run(session -> Settlements.setFinal(session, slot, head.time()));
        }
    }

    private static List<Slot> reopened(Session session, List<Slot> slots) {
        slots.forEach(slot -> Charges.reopen(session, slot));
        return slots;
    }

    private static void reopen(Collection<Slot> slots) {
        slots.forEach(slot -> LOG.warnf("Transaction %d of %s is in no block any more", slot.nonce(), slot.key()));
    }
}
