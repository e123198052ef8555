package io.amser.webhook.delivery;

import io.amser.webhook.egress.TargetUrl;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** What one attempt sends, and where. */
public record Parcel(TargetUrl url, Map<String, String> headers, Buffer body) {}
