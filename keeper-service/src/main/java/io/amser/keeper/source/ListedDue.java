package io.amser.keeper.source;

import io.amser.protocol.SubscriptionKey;
import java.util.List;

/** What another platform says is due. */
@FunctionalInterface
interface ListedDue {

    List<SubscriptionKey> now();
}
