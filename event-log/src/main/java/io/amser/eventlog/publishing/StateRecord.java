package io.amser.eventlog.publishing;

import java.util.Optional;

/**
 * One entry of the indexer's state.
 *
 * @param key which entry of the chain this is, as {@code checkpoint} or {@code block 17}
 * @param json empty takes the entry away
 */
public record StateRecord(String key, Optional<String> json) {

    public static StateRecord put(String key, String json) {
        return new StateRecord(key, Optional.of(json));
    }

    public static StateRecord remove(String key) {
        return new StateRecord(key, Optional.empty());
    }
}
