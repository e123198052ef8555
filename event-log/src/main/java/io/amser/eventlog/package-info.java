/** The log of chain events: its topics and wire format, the publisher that writes it exactly once and the projection that applies it exactly once. */
@NullMarked
package io.amser.eventlog;

import org.jspecify.annotations.NullMarked;
