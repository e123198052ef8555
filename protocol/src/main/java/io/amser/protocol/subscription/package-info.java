/**
 * States as folds over events, and what they mean at a moment of chain time.
 *
 * <p>{@link io.amser.protocol.subscription.Subscription#after} is the only place where a subscription changes.
 * {@link io.amser.protocol.subscription.SubscriptionAt} answers every question that depends on the time, with the rules of
 * the contracts: its {@code active} is the module's {@code isActive}, its {@code quote} the module's
 * {@code quoteExecution}. Nothing here has a clock; the time is an argument.
 *
 * <p>A fold has no inverse: when a reorganisation takes an event back, the state is folded again from the events that are
 * left ({@link io.amser.protocol.subscription.History}).
 */
@NullMarked
package io.amser.protocol.subscription;

import org.jspecify.annotations.NullMarked;
