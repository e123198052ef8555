package io.amser.indexer.rpc.health;

import io.amser.protocol.BlockNumber;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the nodes with a voice say about one block. */
public enum Agreement {
    /** Two of them and more than contradict have it, or the only one there is. */
    AGREED,
    /** As many have another block at its height. */
    CONTRADICTED,
    /** Too few of them have any block at its height. */
    UNDECIDED;

    /**
     * Of answers to the question which block stands at a height.
     *
     * @param silent gave no answer, or have not come so far: that proves nothing
     */
    public static Agreement of(int agreeing, int contradicting, int silent) {
        if (agreeing > 0 && contradicting >= agreeing) {
            return CONTRADICTED;
        }
        var isAlone = agreeing == 1 && silent == 0;
        return agreeing > 1 || isAlone ? AGREED : UNDECIDED;
    }

    /** The last of several blocks in a row that the nodes agree about. */
    public static Optional<BlockNumber> upTo(List<Word> words) {
        return reached(words)
                .sorted(Comparator.reverseOrder())
                .filter(last -> about(last, words) == AGREED)
                .findFirst();
    }

    private static Agreement about(BlockNumber block, List<Word> words) {
        var agreeing = count(reached(words).filter(last -> last.compareTo(block) >= 0));
        var contradicting = count(words.stream().filter(Word.Contradiction.class::isInstance));
        return of(agreeing, contradicting, words.size() - agreeing - contradicting);
    }

    private static Stream<BlockNumber> reached(List<Word> words) {
        return words.stream()
                .filter(Word.Reaches.class::isInstance)
                .map(Word.Reaches.class::cast)
                .map(Word.Reaches::last);
    }

    private static int count(Stream<?> some) {
        return Math.toIntExact(some.count());
    }
}
