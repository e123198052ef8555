/**
 * Writing the log exactly once: events, head and the indexer's state are one Kafka transaction.
 */
@NullMarked
package io.amser.eventlog.publishing;

import org.jspecify.annotations.NullMarked;
