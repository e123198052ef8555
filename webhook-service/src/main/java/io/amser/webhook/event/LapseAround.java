package io.amser.webhook.event;

import io.amser.protocol.Address;
import io.amser.protocol.subscription.SubscriptionAt;

/**
 * What is known around a lapse when it is told.
 *
 * @param state at the time by which it was noticed
 * @param incomplete whether a record of the log is missing here, so that the rest may be wrong
 */
public record LapseAround(SubscriptionAt state, Address merchant, boolean incomplete) {}
