package io.amser.keeper.source;

import io.amser.protocol.SubscriptionKey;
import java.util.List;
import java.util.Optional;

/** What another platform says is due; a long list is read over several looks. */
@FunctionalInterface
interface ListedDue {

    /** Goes on where the last look ended, and begins again after the end and after whatever went wrong. */
    Part next();

    /**
     * What one look has read.
     *
     * @param whole with the end of the list, all that it has listed from its beginning; nothing if that is more than can be remembered
     */
    record Part(List<SubscriptionKey> listed, Optional<List<SubscriptionKey>> whole) {}
}
