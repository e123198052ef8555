package io.amser.eventlog.projection;

import io.amser.eventlog.PublishedEvent;

/** An event and where in the log its record stands. */
public record LoggedEvent(PublishedEvent event, int partition, long offset) {}
