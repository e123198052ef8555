package io.amser.keeper.schedule;

import io.amser.protocol.ChainTime;
import io.amser.protocol.SubscriptionKey;
import io.amser.protocol.WindowId;

/** A window that other keepers may charge first: this one looks at it again at {@code turn}, and need not wait any more then. */
public record Deferral(SubscriptionKey subscription, WindowId window, ChainTime turn) {}
