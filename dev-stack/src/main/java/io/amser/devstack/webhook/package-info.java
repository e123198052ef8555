/** A merchant's server that takes webhooks, as the guide for receivers describes it and with none of the sender's code. */
@NullMarked
package io.amser.devstack.webhook;

import org.jspecify.annotations.NullMarked;
