package io.amser.eventlog.readmodel;

import io.amser.protocol.ChainTime;
import java.util.Optional;

/**
 * What is due and not charged.
 *
 * @param waiting subscriptions that nobody has tried to charge in this window, as far as the log tells
 * @param oldestDue since when the first of these waits
 * @param failing subscriptions with a failure in this window that no charge has mended yet
 */
public record ChargeBacklog(long waiting, Optional<ChainTime> oldestDue, long failing) {}
