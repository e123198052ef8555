package io.amser.webhook.event;

import io.amser.protocol.ChainId;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;

/** The bytes of an event: written once, and the same in every attempt to deliver them. */
public final class WebhookBody {
    private static final String API_VERSION = "v0";

    private WebhookBody() {}

    /** {@code sequence} is empty where no one subscription is concerned; {@code createdAt} is the time of intake. */
    public static byte[] of(Told told, OptionalLong sequence, Instant createdAt, ChainId chain) {
        var body = new JsonObject()
                .put("id", told.id().value())
                .put("type", told.type().apiName())
                .put("sequence", sequence.isPresent() ? sequence.getAsLong() : null)
                .put("created_at", createdAt.getEpochSecond())
                .put("api_version", API_VERSION)
                .put("chain_id", chain.value())
                .put("data", told.data());
        return body.encode().getBytes(StandardCharsets.UTF_8);
    }
}
