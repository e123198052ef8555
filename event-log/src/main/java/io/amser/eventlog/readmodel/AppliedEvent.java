package io.amser.eventlog.readmodel;

import io.amser.protocol.event.ChainEvent;
import io.amser.protocol.subscription.Subscription;
import java.util.Optional;

/**
 * An event that joined the canonical chain or left it.
 *
 * @param retracted whether it left
 * @param subscription the state of its subscription right after that; empty if it is about none, or none is left
 */
public record AppliedEvent(ChainEvent event, boolean retracted, Optional<Subscription> subscription) {}
