/** Thousands of subscriptions on a local chain within seconds: real calls of the real contracts, for whose senders the node signs. */
@NullMarked
package io.amser.devstack.multitude;

import org.jspecify.annotations.NullMarked;
