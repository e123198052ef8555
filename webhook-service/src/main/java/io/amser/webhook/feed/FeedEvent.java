package io.amser.webhook.feed;

import io.amser.webhook.event.Told;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is kept.
 *
 * @param position in the list of its merchant
 * @param sequence in its subscription; null where no one subscription is concerned
 * @param body the bytes of every attempt to deliver it
 */
public record FeedEvent(Told told, long position, @Nullable Long sequence, Buffer body) {}
