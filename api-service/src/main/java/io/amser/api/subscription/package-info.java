/** Subscriptions at the moment of the question: what is stored never says more than the events, the time decides the rest. */
@NullMarked
package io.amser.api.subscription;

import org.jspecify.annotations.NullMarked;
