package io.amser.webhook.history;

import java.time.LocalDate;
import java.util.UUID;

/** A delivery that a merchant wants to see again. */
record Repeatable(UUID endpoint, LocalDate eventDay, String event, boolean done, boolean endpointActive) {}
