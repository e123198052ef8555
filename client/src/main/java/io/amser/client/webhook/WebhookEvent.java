package io.amser.client.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook tells.
 *
 * @param id the same in every delivery of the event: work done under it once is done
 * @param sequence rises with every event of one subscription, gaps are normal; null where none is concerned
 * @param createdAt when the event was taken in, the same in every delivery
 * @param data what the type adds, amounts and numbers on chain as strings
 */
public record WebhookEvent(
        String id,
        String type,
        @Nullable Long sequence,
        Instant createdAt,
        String apiVersion,
        long chainId,
        JsonNode data) {}
