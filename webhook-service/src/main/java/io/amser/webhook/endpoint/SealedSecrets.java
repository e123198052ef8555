package io.amser.webhook.endpoint;

import java.util.Collection;
import java.util.Map;

/**
 * How many secrets of endpoints are sealed with which keys.
 *
 * @param older keys that are still configured
 * @param unknown keys that are not, so that nothing is sent to these endpoints
 */
record SealedSecrets(long newest, long older, long unknown) {
    static final SealedSecrets NONE = new SealedSecrets(0, 0, 0);

    static SealedSecrets of(Map<String, Long> counts, String newest, Collection<String> older) {
        var byNewest = counts.getOrDefault(newest, 0L);
        var byOlder =
                older.stream().mapToLong(key -> counts.getOrDefault(key, 0L)).sum();
        var all = counts.values().stream().mapToLong(Long::longValue).sum();
        return new SealedSecrets(byNewest, byOlder, all - byNewest - byOlder);
    }
}
