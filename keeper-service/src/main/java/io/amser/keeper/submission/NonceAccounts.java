package io.amser.keeper.submission;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * The nonces of one key by the three who count them.
 *
 * @param mined how many the chain has used: it is right
 * @param counter the next one by our own count
 * @param journal the nonces from {@code mined} on at which something of ours stands, and whether it only uses the nonce up
 */
record NonceAccounts(long mined, long counter, Map<Long, Boolean> journal) {
    /** More than that nobody has lost: what stands behind them was signed for a nonce that a node invented. */
    private static final int MOST_GAPS = 16;

    /** The next one to sign with: behind everything that stands in a block or in the journal. */
    long next() {
        return Math.max(
                mined,
                new TreeMap<>(journal)
                        .descendingKeySet().stream()
                                .findFirst()
                                .map(last -> last + 1)
                                .orElse(0L));
    }

    /** Nonces at which nothing stands, and before others that wait for them; none where that would be money for nothing. */
    List<Long> gaps() {
        var gaps = firstGaps();
        return gaps.size() > MOST_GAPS ? List.of() : gaps;
    }

    private List<Long> firstGaps() {
        return LongStream.range(mined, next())
                .filter(nonce -> !journal.containsKey(nonce))
                .limit(MOST_GAPS + 1L)
                .boxed()
                .toList();
    }

    /** In what they differ; nothing is sent before they agree. */
    Optional<String> drift() {
        if (counter < next()) {
            return Optional.of("nonces up to %d are used, and our count stood at %d".formatted(next() - 1, counter));
        }
        if (counter > next()) {
            return Optional.of("our count stood at %d, and nothing stands at %d".formatted(counter, next()));
        }
        var gaps = firstGaps();
        if (gaps.size() > MOST_GAPS) {
            return Optional.of(
                    "something was signed for nonce %d, and the chain is at %d".formatted(next() - 1, mined));
        }
        if (!gaps.isEmpty()) {
            return Optional.of("nothing stands at nonce %d, and others wait for it".formatted(gaps.getFirst()));
        }
        return journal.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .map("nonce %d is being freed"::formatted);
    }
}
