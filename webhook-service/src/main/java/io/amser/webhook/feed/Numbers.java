package io.amser.webhook.feed;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Numbers that one statement has reserved for a batch, given out in its order. */
final class Numbers<K> {
    private final Map<K, Long> next;

    /**
     * @param wanted how many numbers each key needs
     * @param last the last number of each key, once these were reserved
     */
    Numbers(Map<K, Long> wanted, Map<K, Long> last) {
        this.next = new HashMap<>();
        wanted.forEach((key, count) -> next.put(key, last.getOrDefault(key, count) - count + 1));
    }

    static <K> Map<K, Long> wanted(Collection<K> keys) {
        return keys.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    long next(K key) {
        var number = next.get(key);
        if (number == null) {
            throw new IllegalArgumentException("No number was reserved for " + key);
        }
        next.put(key, number + 1);
        return number;
    }
}
