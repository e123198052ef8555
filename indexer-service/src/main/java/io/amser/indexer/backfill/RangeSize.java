package io.amser.indexer.backfill;

import io.amser.indexer.chain.BlockRange;
import io.amser.indexer.chain.RangeTooLarge;

/**
 * How many blocks are asked for in one question: fewer at once when a node refuses or an answer is large, more little by little
 * while all goes well.
 *
 * @param blocks the next question's
 * @param ceiling where the last refusal was; near it, growth feels its way
 * @param most never more than this, for it would be of no use
 * @param events an answer is large from so many on
 * @param limit what a node has said that it takes
 * @param limitHolds for so many answers more; then another node may be asked, which takes more
 */
record RangeSize(long blocks, long ceiling, long most, int events, long limit, int limitHolds) {
    private static final int TIMES_THE_FIRST = 10;
    private static final int ANSWERS_UNDER_A_LIMIT = 200;

    static RangeSize startingAt(long blocks, int events) {
        var most = blocks * TIMES_THE_FIRST;
        return new RangeSize(blocks, most, most, events, most, 0);
    }

    /** After these blocks were answered, with so many events. */
    RangeSize answered(BlockRange range, int found) {
        return oneAnswerOn().resized(range, found);
    }

    private RangeSize oneAnswerOn() {
        return limitHolds > 1
                ? new RangeSize(blocks, ceiling, most, events, limit, limitHolds - 1)
                : new RangeSize(blocks, ceiling, most, events, most, 0);
    }

    private RangeSize resized(BlockRange range, int found) {
        if (found > events) {
            return at(Math.min(blocks, range.size() * events / found));
        }
        var isTelling = range.size() >= blocks && found <= events / 2;
        return isTelling ? at(grown()) : this;
    }

    private long grown() {
        var isNear = ceiling * 4 / 5 <= blocks && blocks <= ceiling * 5 / 4;
        var step = isNear ? blocks / 50 : blocks / 4;
        return blocks + Math.max(1, step);
    }

    /** After a node refused these blocks as too many. */
    RangeSize refused(BlockRange range, RangeTooLarge refusal) {
        var told = refusal.mostBlocks();
        var limited = Math.max(1, Math.min(limit, told.orElse(limit)));
        var fitting = refusal.suggested()
                .filter(part -> part.first().equals(range.first()) && part.size() < range.size())
                .map(BlockRange::size)
                .orElse(range.size() > limited ? limited : range.size() / 2);
        var holds = told.isPresent() ? ANSWERS_UNDER_A_LIMIT : limitHolds;
        return new RangeSize(blocks, range.size(), most, events, limited, holds).at(Math.min(blocks, fitting));
    }

    private RangeSize at(long size) {
        return new RangeSize(Math.clamp(size, 1, limit), ceiling, most, events, limit, limitHolds);
    }
}
