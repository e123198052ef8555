package io.amser.webhook.delivery;

import java.util.UUID;

/** How many attempts of one kind may begin at an endpoint. */
public record Room(UUID endpoint, int attempts) {}
