package io.amser.webhook.delivery;

import java.util.Map;

/**
 * One attempt that was made: what it was for, what was sent, what came back, and what follows.
 *
 * @param url where it was sent, which may no longer be the endpoint's
 */
public record Attempted(
        Claim claim, String url, Map<String, String> requestHeaders, Received received, Verdict verdict) {
    int number() {
        return claim.attempts() + 1;
    }
}
