package io.amser.webhook.delivery;

import java.time.Instant;

/** A delivery that was taken at some time and is to be attempted. */
record Attempt(Destination destination, Claim claim, Instant takenAt) {}
