package io.amser.webhook.delivery;

import io.amser.webhook.signing.SigningSecrets;
import java.util.UUID;

/** Where the deliveries of one endpoint go, and what they are signed with. */
record Destination(UUID endpoint, String url, SigningSecrets secrets) {}
