package io.amser.indexer.follow;

import io.amser.indexer.chain.BlockHeader;
import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.Finality;
import io.amser.indexer.place.Tail;
import io.amser.protocol.BlockNumber;
import java.util.List;

/** What to do about the chain as a node shows it. */
sealed interface HeadDecision {

    /** So many blocks are looked at in one go; what is final and further away is read in ranges. */
    int REACH = 64;

    /** Nothing is new; a node that is behind us, or has lost its newest blocks, proves no fork. */
    record Wait() implements HeadDecision {}

    /** More headers are needed: these, followed by {@code above}. */
    record Look(BlockRange range, List<BlockHeader> above) implements HeadDecision {}

    /** Much that is final lies before us. */
    record Backfill(BlockRange range) implements HeadDecision {}

    /** These blocks follow our newest one. */
    record Extend(List<BlockHeader> blocks) implements HeadDecision {}

    /** Our blocks after {@code ancestor} are no longer on the chain, {@code branch} is. */
    record Reorganise(BlockHeader ancestor, List<BlockHeader> branch) implements HeadDecision {}

    /** A block that was promised to stay is gone, because {@code evidence} is there: nothing that we could do would be right. */
    record Stop(BlockHeader evidence, String reason) implements HeadDecision {}

    /**
     * Compares our tail with what a node shows.
     *
     * @param theirs headers that the node shows, in a row: one at least
     */
    static HeadDecision decide(Tail ours, Finality finality, List<BlockHeader> theirs) {
        if (!isOneBranch(theirs) || ours.has(theirs.getLast())) {
            return new Wait();
        }
        var first = newcomer(ours, theirs);
        var branch = theirs.subList(first, theirs.size());
        var parent = branch.getFirst().number().value() - 1;
        var parentIsOurs = parent >= 0
                && ours.has(new BlockNumber(parent), branch.getFirst().parent());
        return parentIsOurs ? join(ours, finality, branch) : search(ours, branch);
    }

    /** The chain may have changed its mind between two of our questions. */
    private static boolean isOneBranch(List<BlockHeader> headers) {
        for (var i = 1; i < headers.size(); i++) {
            if (!headers.get(i).isChildOf(headers.get(i - 1))) {
                return false;
            }
        }
        return true;
    }

    /** The index of the first header that is not ours; whatever follows it is not ours either. */
    private static int newcomer(Tail ours, List<BlockHeader> theirs) {
        var first = 0;
        while (ours.has(theirs.get(first))) {
            first++;
        }
        return first;
    }

    private static HeadDecision join(Tail ours, Finality finality, List<BlockHeader> branch) {
        var ancestor =
                ours.at(new BlockNumber(branch.getFirst().number().value() - 1)).orElseThrow();
        if (!ancestor.equals(ours.tip())) {
            return new Reorganise(ancestor, branch);
        }
        return finality.finalized().value() - ours.tip().number().value() > REACH
                ? new Backfill(new BlockRange(ours.tip().number().plus(1), finality.finalized()))
                : new Extend(branch);
    }

    private static HeadDecision search(Tail ours, List<BlockHeader> branch) {
        var lowest = branch.getFirst().number().value();
        var anchor = ours.anchor().number().value();
        var tip = ours.tip().number().value();
        if (lowest > tip + REACH) {
            return new Look(BlockRange.of(tip + 1, tip + REACH), List.of());
        }
        if (lowest > tip + 1) {
            return new Look(BlockRange.of(tip + 1, lowest - 1), branch);
        }
        if (lowest > anchor + 1) {
            return new Look(BlockRange.of(Math.max(anchor + 1, lowest - REACH), lowest - 1), branch);
        }
        return lowest < anchor ? new Wait() : new Stop(branch.getFirst(), belowFinal(ours.anchor(), branch.getFirst()));
    }

    private static String belowFinal(BlockHeader anchor, BlockHeader theirs) {
        return "The chain was reorganised below block " + anchor.number() + " (" + anchor.hash()
                + "), which is final or the start: the node now has " + theirs.hash() + " at height " + theirs.number()
                + ", child of " + theirs.parent();
    }
}
