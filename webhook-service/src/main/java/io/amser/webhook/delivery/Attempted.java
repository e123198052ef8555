package io.amser.webhook.delivery;

import java.util.Map;

/** One attempt that was made: what it was for, what was sent, what came back, and what follows. */
public record Attempted(Claim claim, Map<String, String> requestHeaders, Received received, Verdict verdict) {
    int number() {
        return claim.attempts() + 1;
    }
}
