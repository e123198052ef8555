package io.amser.webhook.announcement;

import io.amser.webhook.endpoint.Listener;
import io.amser.webhook.event.Told;
import java.util.List;

/**
 * One event for one merchant.
 *
 * @param recipients the endpoints that it is brought to
 * @param filtered the merchant's other endpoints, which do not want to hear of it
 */
public record Tiding(Told told, List<Listener> recipients, List<Listener> filtered) {}
